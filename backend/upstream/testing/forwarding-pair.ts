import { ADMIN_TOKEN, serve, type Answer, type ServedApp, type ServedOptions } from '../../http/testing/served-app.ts';

/** Not the token of the Grafana behind it: whoever shows one to the wrong service is refused. */
export const FRONT_TOKEN = 'front-administrator-token-0123456789';

/** A service that forwards, and the one that plays the Grafana behind it. */
export interface ForwardingPair {
  readonly front: ServedApp;
  readonly behind: ServedApp;
  /** To the front, as its administrator unless there are other headers. */
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export async function forwardingPair(options: ServedOptions = {}): Promise<ForwardingPair> {
  const behind = await serve();
  const front = await serveForwarding(behind.url, options);
  return {
    front,
    behind,
    send: (method, path, body, headers = { authorization: `Bearer ${FRONT_TOKEN}` }) =>
      front.send(method, path, body, headers),
    close: async () => {
      await front.close();
      await behind.close();
    },
  };
}

export function serveForwarding(url: string, { env, ...options }: ServedOptions = {}): Promise<ServedApp> {
  const forwarding = {
    SECRETS_ADMIN_TOKEN: FRONT_TOKEN,
    SECRETS_UPSTREAM_URL: url,
    SECRETS_UPSTREAM_TOKEN: ADMIN_TOKEN,
  };
  return serve({ ...options, env: { ...forwarding, ...env } });
}

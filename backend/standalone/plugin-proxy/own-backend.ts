import { randomBytes } from 'node:crypto';
import { buildApp, type AppOptions } from '../../http/app.ts';
import { SignInLinks } from '../../identity/sign-in-links.ts';
import { TokenDigest } from '../../identity/token-digest.ts';

/** A backend that a Grafana reaches with the token they share, and nobody else finds. */
export interface OwnBackend {
  /** Its address, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  readonly close: () => Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const TOKEN_BYTES = 32;

/**
 * Starts the backend of a page that plays an open-source Grafana: the service as it runs beside a real one, on a
 * loopback port of its own, with the page's store and a new token.
 */
export async function startOwnBackend({ settings, vault, tokens, logger, now }: AppOptions): Promise<OwnBackend> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const app = await buildApp({
    settings: {
      ...settings,
      host: LOOPBACK,
      port: 0,
      tls: undefined,
      publicUrl: undefined,
      grafanaToken: TokenDigest.of(token),
    },
    vault,
    tokens,
    logger: logger.child({ part: 'backend' }),
    now,
    links: new SignInLinks(now),
  });
  const url = await app.listen({
    host: LOOPBACK,
    port: 0,
    listenTextResolver: (address) => `the backend behind the page listens at ${address}`,
  });
  return { url, token, close: () => app.close() };
}

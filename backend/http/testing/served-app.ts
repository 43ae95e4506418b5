import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import { readSettings, type Settings } from '../../config.ts';
import type { DecryptionLog } from '../../consumers/decryption-log.ts';
import type { Authenticator } from '../../identity/authenticate.ts';
import { SignInLinks } from '../../identity/sign-in-links.ts';
import { TokenRegister } from '../../identity/token-register.ts';
import type { KeeperVault } from '../../vault/keeper-vault.ts';
import type { RemoteStore } from '../../vault/remote-store.ts';
import type { TestDatabase } from '../../vault/testing/postgres.ts';
import { enterVaultPlace, type VaultPlace } from '../../vault/testing/vault-place.ts';
import { buildApp, type StandalonePage } from '../app.ts';
import { createLogger } from '../logger.ts';

export const ADMIN_TOKEN = 'test-administrator-token-0123456789';

/** How long a test waits for a line of the log before it fails, in milliseconds. */
const PATIENCE_MS = 20_000;

/** Where secure values are. */
export const SECURE_VALUES_PATH = '/apis/secret.grafana.app/v1beta1/namespaces/default/securevalues';

export interface ServedOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly authenticators?: readonly Authenticator[];
  readonly standalone?: StandalonePage;
  readonly decryptions?: DecryptionLog;
  /** What keepers stand for. Without, as in a build that has no client. */
  readonly remoteStore?: RemoteStore;
  /** Where secrets are kept, unless in SQLite. */
  readonly database?: TestDatabase;
  /** Another place than a new one: that of another app, to share its database and key ring. */
  readonly place?: VaultPlace;
  /** What happens in the directory before the store opens. */
  readonly prepare?: (place: VaultPlace) => Promise<void>;
}

/** The whole app on a real socket, with a real store in a directory of its own. */
export interface ServedApp {
  readonly url: string;
  readonly port: number;
  readonly place: VaultPlace;
  readonly vault: KeeperVault;
  readonly tokens: TokenRegister;
  readonly links: SignInLinks;
  /** Everything that was logged, at the most talkative level. */
  readonly log: () => string;
  /** Settles when the log has this text. */
  readonly logged: (text: string) => Promise<void>;
  /** As the administrator, unless `init` brings headers. Objects are sent as JSON. */
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined where the text is no JSON. */
  readonly json: unknown;
}

export const AS_ADMIN = { authorization: `Bearer ${ADMIN_TOKEN}` };

export async function serve(options: ServedOptions = {}): Promise<ServedApp> {
  const place = options.place ?? (await enterVaultPlace(options.database));
  await options.prepare?.(place);
  const store = await place.open();
  const vault = store.withKeepers(options.remoteStore);
  const now = (): number => place.now;
  const tokens = new TokenRegister(store.store, now);
  const links = new SignInLinks(now);
  const lines: string[] = [];
  const events = new EventEmitter();
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      events.emit('line');
      done();
    },
  });
  const app = await buildApp({
    settings: settingsOf({ PORT: '0', SECRETS_ADMIN_TOKEN: ADMIN_TOKEN, ...options.env }),
    vault,
    tokens,
    links,
    logger: createLogger('trace', destination),
    now,
    standalone: options.standalone,
    authenticators: options.authenticators ?? [],
    decryptions: options.decryptions,
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    port: Number(new URL(url).port),
    place,
    vault,
    tokens,
    links,
    log: () => lines.join(''),
    logged: async (text) => {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      while (!lines.join('').includes(text)) {
        await once(events, 'line', { signal });
      }
    },
    send: (method, path, body, headers = AS_ADMIN) => send(url + path, method, body, headers),
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
      await place.leave();
    },
  };
}

export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const reading = readSettings(env);
  if (!reading.ok) {
    throw new Error(reading.problems.map(({ name, rule }) => `${name} ${rule}`).join('; '));
  }
  return reading.settings;
}

async function send(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
  const response = await fetch(url, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: isRaw ? body : JSON.stringify(body),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

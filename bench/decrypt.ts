/** `/decrypt` beside a bare route that answers the same bytes, and what wrong tokens do to it. Both are other processes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookupRequest } from './connection.ts';
import { medianOf, underLoad, type Served } from './load.ts';
import { ServerProcess } from './server-process.ts';
import { timeWrongTokens, type TokenTiming } from './wrong-tokens.ts';

const ADMIN_TOKEN = 'strongroom-bench-administrator-token-0001';
/** Secrets that are asked for in turn: requests for the same one at the same time would share their work. */
const STORED = 200;
const CONNECTIONS = 50;
const ATTACKING_CONNECTIONS = 100;
const WARM_UP_MS = 1_500;
const UNLIMITED = '60000000';
const ATTACKER = '127.0.0.1';
const CALLER = '127.0.0.2';

export interface DecryptOptions {
  readonly rounds: number;
  /** Of load, in each round, for each contender. */
  readonly milliseconds: number;
  readonly wrongTokens: number;
}

export interface LoadTiming {
  readonly name: string;
  readonly perSecond: number;
  readonly medianMillis: number;
  readonly p99Millis: number;
  /** What each round served, in their order: rounds of the same number ran side by side. */
  readonly rounds: readonly Served[];
}

export interface DecryptTimings {
  readonly connections: number;
  /** The bare route, and the service: medians of the rounds. */
  readonly load: readonly LoadTiming[];
  /** A good caller alone, and while somebody at another address tries wrong tokens. */
  readonly attacked: readonly LoadTiming[];
  readonly wrongTokens: TokenTiming;
}

/** A service in a directory of its own, with secrets in it and a token that reads them. */
interface Stocked {
  readonly server: ServerProcess;
  readonly token: string;
  readonly requests: readonly Buffer[];
}

export async function timeDecrypt(options: DecryptOptions): Promise<DecryptTimings> {
  const directory = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), 'strongroom-bench-'));
  const started: ServerProcess[] = [];
  const start = async (
    program: string,
    name: string,
    env: Readonly<Record<string, string>>
  ): Promise<ServerProcess> => {
    const server = await ServerProcess.start(program, join(directory, `${name}.log`), env);
    started.push(server);
    return server;
  };
  const stocked = async (name: string, env: Readonly<Record<string, string>>): Promise<Stocked> =>
    stock(
      await start('backend/main.ts', name, {
        SECRETS_DATA_DIR: join(directory, name),
        SECRETS_KEY_FILE: join(directory, `${name}.keys`),
        SECRETS_ADMIN_TOKEN: ADMIN_TOKEN,
        SECRETS_LIMIT_LOOKUPS_PER_MINUTE: UNLIMITED,
        SECRETS_LIMIT_LOOKUPS_AT_ONCE: UNLIMITED,
        SECRETS_LIMIT_LOOKUPS_PER_MINUTE_PER_NAMESPACE: UNLIMITED,
        SECRETS_LIMIT_REQUESTS_PER_MINUTE_PER_CALLER: UNLIMITED,
        ...env,
      })
    );
  try {
    const service = await stocked('served', {});
    const { server, token, requests } = service;
    const sample = await fetch(`${server.url}/api/v1/secrets/stored-0/decrypt`, bearer(token));
    const BODY = Buffer.from(await sample.arrayBuffer()).toString('base64');
    const bare = await start('bench/bare-route.ts', 'bare', { BODY });
    const load = await inTurns(options, [
      { name: 'bare Fastify route', run: (milliseconds) => calm({ server: bare, token, requests }, milliseconds) },
      { name: 'decrypt', run: (milliseconds) => calm(service, milliseconds) },
    ]);
    await bare.stop();
    // Many short turns: one caller at a time is what the rest of the machine disturbs most.
    const attacked = await inTurns({ ...options, rounds: options.rounds * 6, milliseconds: 1_000 }, [
      { name: 'decrypt, nobody else', run: (milliseconds) => calm(service, milliseconds, 1) },
      { name: 'decrypt, wrong tokens from elsewhere', run: (milliseconds) => underAttack(service, milliseconds) },
    ]);
    await server.stop();
    const open = await stocked('open', { SECRETS_LIMIT_FAILED_LOOKUPS_PER_MINUTE: UNLIMITED });
    const wrongTokens = await timeWrongTokens(open.server.port, open.token, options.wrongTokens);
    return { connections: CONNECTIONS, load, attacked, wrongTokens };
  } finally {
    await Promise.all(started.map((server) => server.stop()));
    await rm(directory, { recursive: true });
  }
}

interface Contender {
  readonly name: string;
  readonly run: (milliseconds: number) => Promise<Served>;
}

/** So that what else the machine does slows all of them alike. */
async function inTurns(
  { rounds, milliseconds }: DecryptOptions,
  contenders: readonly Contender[]
): Promise<LoadTiming[]> {
  const results = new Map<string, Served[]>(contenders.map(({ name }) => [name, []]));
  for (const { run } of contenders) {
    await run(WARM_UP_MS);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      results.get(name)?.push(await run(milliseconds));
    }
  }
  return contenders.map(({ name }) => {
    const served = results.get(name) ?? [];
    return {
      name,
      perSecond: medianOf(served.map(({ perSecond }) => perSecond)),
      medianMillis: medianOf(served.map(({ medianMillis }) => medianMillis)),
      p99Millis: medianOf(served.map(({ p99Millis }) => p99Millis)),
      rounds: served,
    };
  });
}

/** Good requests alone. */
async function calm(
  { server, requests }: Pick<Stocked, 'server' | 'requests'> & { readonly token: string },
  milliseconds: number,
  connections = CONNECTIONS
): Promise<Served> {
  const served = await underLoad({ port: server.port, requests, connections, milliseconds, localAddress: CALLER });
  return allAnswered(served, 200);
}

/** A good caller, while wrong tokens come from another address, which are answered late. */
async function underAttack(service: Stocked, milliseconds: number): Promise<Served> {
  const wrong = lookupRequest('stored-0', `svs_${'0'.repeat(12)}_${'x'.repeat(43)}`);
  const attack = underLoad({
    port: service.server.port,
    requests: [wrong],
    connections: ATTACKING_CONNECTIONS,
    milliseconds,
    localAddress: ATTACKER,
  });
  const [served] = await Promise.all([calm(service, milliseconds, 1), attack.then((all) => allAnswered(all, 401))]);
  return served;
}

function allAnswered(served: Served, status: number): Served {
  if ([...served.statuses.keys()].some((each) => each !== status)) {
    throw new Error(`not every answer was ${status}: ${JSON.stringify([...served.statuses])}`);
  }
  return served;
}

async function stock(server: ServerProcess): Promise<Stocked> {
  const names = Array.from({ length: STORED }, (_, index) => `stored-${index}`);
  for (const name of names) {
    const spec = { description: 'Token of billing API', value: 'v'.repeat(40), decrypters: ['k6-cloud'] };
    const path = '/apis/secret.grafana.app/v1beta1/namespaces/default/securevalues';
    await post(server.url + path, { metadata: { name }, spec });
  }
  const minted = await post(`${server.url}/api/v1/tokens`, { decrypter: 'k6-cloud', ttl: '1h' });
  const token = typeof minted === 'object' && minted !== null && 'token' in minted ? String(minted.token) : '';
  return { server, token, requests: names.map((name) => lookupRequest(name, token)) };
}

async function post(url: string, body: object): Promise<unknown> {
  const headers = { ...bearer(ADMIN_TOKEN).headers, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  return response.json();
}

function bearer(token: string): { readonly headers: { readonly authorization: string } } {
  return { headers: { authorization: `Bearer ${token}` } };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RunningBackend } from './commands/testing/running-backend.ts';
import { runProgram } from './commands/testing/finished-program.ts';
import { sendCommand } from './control/send-command.ts';
import { controlSocketPath } from './control/socket-path.ts';
import { ADMIN_TOKEN, SECURE_VALUES_PATH as PATH } from './http/testing/served-app.ts';
import { CHURNED, COUNTED, churnedName, countedName, drawn, valueOf } from './vault/testing/load.ts';
import { describePostgres, type TestDatabase } from './vault/testing/postgres.ts';

/** The long form: `LONG_TESTS=1`. */
const isLong = process.env.LONG_TESTS === '1';
/** With both backends, then with one, then with both again. In milliseconds. */
const THIRD_MS = isLong ? 40_000 : 4_000;
/** Callers of each backend, each of whom waits for an answer before the next request. */
const CALLERS = 4;
const SWEPT = /^strongroom_swept_versions_total (\d+)$/m;
const PATIENCE_MS = 20_000;
const UNLIMITED = '1000000';
/** As `fetch` says that a connection broke, or that there is none to be had. */
const BROKEN: ReadonlySet<string> = new Set(['TypeError: fetch failed', 'TypeError: terminated']);

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly version: number;
  readonly description: string;
}

/** What the callers of one backend were told. */
interface Told {
  readonly versions: string[];
  readonly counts: Map<string, number>;
  /** What no caller should be told. */
  readonly wrong: string[];
  reads: number;
  deletes: number;
  /** Requests without an answer. */
  lost: number;
}

let directory: string;
let running: RunningBackend[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-two-'));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((backend) => backend.stop('SIGKILL')));
  await rm(directory, { recursive: true });
});

const dataDirOf = (name: string): string => join(directory, name);

async function start(name: string, { url }: TestDatabase): Promise<RunningBackend> {
  const backend = await RunningBackend.start({
    SECRETS_DATA_DIR: dataDirOf(name),
    SECRETS_KEY_FILE: join(directory, 'keyring.json'),
    SECRETS_ADMIN_TOKEN: ADMIN_TOKEN,
    SECRETS_DATABASE_URL: url.connectionString,
    SECRETS_LIMIT_REQUESTS_PER_MINUTE_PER_CALLER: UNLIMITED,
    SECRETS_LIMIT_LOOKUPS_PER_MINUTE: UNLIMITED,
    SECRETS_LIMIT_LOOKUPS_PER_MINUTE_PER_NAMESPACE: UNLIMITED,
    SECRETS_LIMIT_LOOKUPS_AT_ONCE: UNLIMITED,
    LOG_LEVEL: 'info',
  });
  running.push(backend);
  return backend;
}

async function send(
  { url }: RunningBackend,
  method: string,
  path: string,
  body?: object,
  token = ADMIN_TOKEN
): Promise<Answered> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': method === 'PATCH' ? 'application/json-patch+json' : 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isObject = answer.ok && text.startsWith('{"kind":"SecureValue"') && method !== 'DELETE';
  const { spec, status } = isObject ? JSON.parse(text) : { spec: {}, status: {} };
  return {
    status: answer.status,
    text,
    version: Number(status.version),
    description: String(spec.description),
  };
}

const objectOf = (name: string, description: string, value: string): object => ({
  metadata: { name },
  spec: { description, value, decrypters: ['k6-cloud'] },
});

/** Works on one backend until told to stop, or until that is gone. */
class Callers {
  readonly told: Told = { versions: [], counts: new Map(), wrong: [], reads: 0, deletes: 0, lost: 0 };
  readonly done: Promise<unknown>;
  readonly #backend: RunningBackend;
  readonly #token: string;
  #isOver = false;

  constructor(backend: RunningBackend, token: string, seed: number) {
    this.#backend = backend;
    this.#token = token;
    const next = drawn(seed);
    this.done = Promise.all(Array.from({ length: CALLERS }, () => this.#call(next)));
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.done;
  }

  async #call(next: (bound: number) => number): Promise<void> {
    while (!this.#isOver) {
      const step = next(10);
      try {
        if (step < 5) {
          await this.#count(countedName(next(COUNTED)));
        } else if (step < 8) {
          await this.#churn(churnedName(next(CHURNED)));
        } else {
          await this.#read(countedName(next(COUNTED)));
        }
      } catch (error) {
        if (!BROKEN.has(String(error))) {
          throw error;
        }
        this.told.lost += 1;
        return;
      }
    }
  }

  /**
   * Reads a count and writes one more, if nobody else has meanwhile; a lost update would lose a count. By a JSON Patch that
   * tests the count: a `resourceVersion` is a time in seconds, which changes of one second share.
   */
  async #count(name: string): Promise<void> {
    const { description } = await this.#expect([200], 'GET', `${PATH}/${name}`);
    const counted = Number(description) + 1;
    // Every other time the value stays, and is encrypted anew.
    const value = counted % 2 === 0 ? [] : [{ op: 'add', path: '/spec/value', value: valueOf(name, counted) }];
    const after = await this.#expect([200, 422], 'PATCH', `${PATH}/${name}`, [
      { op: 'test', path: '/spec/description', value: description },
      { op: 'replace', path: '/spec/description', value: String(counted) },
      ...value,
    ]);
    if (after.status === 200) {
      this.told.versions.push(`${name} ${after.version}`);
      this.told.counts.set(name, (this.told.counts.get(name) ?? 0) + 1);
    }
  }

  /** Creates a secret, or deletes it where it is there. Another may have done so first. */
  async #churn(name: string): Promise<void> {
    const created = await this.#expect([201, 409], 'POST', PATH, objectOf(name, 'd', `value of ${name}`));
    if (created.status === 201) {
      this.told.versions.push(`${name} ${created.version}`);
      return;
    }
    const { status } = await this.#expect([200, 404], 'DELETE', `${PATH}/${name}`);
    this.told.deletes += Number(status === 200);
  }

  async #read(name: string): Promise<void> {
    const path = `/api/v1/secrets/${name}/raw`;
    const { text } = await this.#expect([200], 'GET', path, undefined, this.#token);
    this.told.reads += 1;
    if (!text.startsWith(`${name} `)) {
      this.told.wrong.push(`a value of another secret than ${name}`);
    }
  }

  async #expect(statuses: readonly number[], ...[method, path, body, token]: SendArguments): Promise<Answered> {
    const answer = await send(this.#backend, method, path, body, token);
    if (!statuses.includes(answer.status)) {
      this.told.wrong.push(`${method} ${path}: ${answer.status} ${answer.text}`);
    }
    return answer;
  }
}

type SendArguments = [method: string, path: string, body?: object, token?: string];

describePostgres('two backends on one database', (server) => {
  it(
    'lose no update, give no version twice, sweep once, and go on when one is killed',
    async () => {
      const seed = Date.now() % 1_000_000;
      process.stdout.write(`seed ${seed}\n`);
      const database = await server().createDatabase();
      const [one, other] = [await start('one', database), await start('other', database)];
      for (let index = 0; index < COUNTED; index += 1) {
        const name = countedName(index);
        expect((await send(one, 'POST', PATH, objectOf(name, '1', valueOf(name, 1)))).status).toBe(201);
      }
      const minted = await sendCommand(controlSocketPath(dataDirOf('one')), 'token', [
        'create',
        ...['--decrypter', 'k6-cloud'],
      ]);
      const token = minted.kind === 'done' ? minted.output.trimEnd() : '';

      const stays = new Callers(one, token, seed);
      const killed = new Callers(other, token, seed + 1);
      await pause(THIRD_MS);
      await other.stop('SIGKILL');
      await killed.done;
      const versionsUntilThen = stays.told.versions.length;
      await pause(THIRD_MS);
      expect(stays.told).toMatchObject({ wrong: [], lost: 0 });
      expect(stays.told.versions.length).toBeGreaterThan(versionsUntilThen);
      const back = await start('other', database);
      const again = new Callers(back, token, seed + 2);
      await pause(THIRD_MS);
      await Promise.all([stays.stop(), again.stop()]);
      const all = [stays, killed, again].map(({ told }) => told);

      // Nobody but those whose backend was killed noticed anything, and of those each one request.
      expect(all.flatMap(({ wrong }) => wrong)).toEqual([]);
      expect(all.map(({ lost }) => lost)).toEqual([0, CALLERS, 0]);
      for (const { reads, deletes, versions } of all) {
        expect([reads > 0, deletes > 0, versions.length > 0]).toEqual([true, true, true]);
      }

      // No version was given twice, and each that was acknowledged is there.
      const acknowledged = all.flatMap(({ versions }) => versions);
      expect(new Set(acknowledged).size).toBe(acknowledged.length);
      const rows = await database.execute('select name, version, active from secure_value');
      const stored = rows.map(({ name, version }) => `${String(name)} ${String(version)}`);
      expect(new Set(stored).size).toBe(stored.length);
      expect(acknowledged.filter((version) => !stored.includes(version))).toEqual([]);
      const unheard = stored.length - acknowledged.length - COUNTED;
      expect(unheard).toBeGreaterThanOrEqual(0);
      expect(unheard).toBeLessThanOrEqual(CALLERS);

      // No update was lost: each that was acknowledged has counted, and at most as many more as nobody heard of.
      let uncounted = 0;
      for (let index = 0; index < COUNTED; index += 1) {
        const name = countedName(index);
        const current = await send(one, 'GET', `${PATH}/${name}`);
        expect(current.version).toBe(Number(current.description));
        const counts = all.map((told) => told.counts.get(name) ?? 0);
        uncounted += current.version - 1 - counts.reduce((sum, count) => sum + count);
        const value = await send(back, 'GET', `/api/v1/secrets/${name}/raw`, undefined, token);
        expect(value.text).toBe(valueOf(name, current.version));
      }
      expect(uncounted).toBeGreaterThanOrEqual(0);
      expect(uncounted).toBeLessThanOrEqual(unheard);
      await Promise.all([one.stop(), back.stop()]);

      // What one sweeps the other does not.
      const retired = rows.filter(({ active }) => Number(active) === 0).length;
      await database.execute('update secure_value set retired_at = 0 where active = 0');
      const both = await Promise.all([start('one', database), start('other', database)]);
      expect(await sweptBy(both, retired)).toBe(retired);
      expect(await database.execute('select 1 from secure_value where active = 0')).toEqual([]);
      await Promise.all(both.map((backend) => backend.stop()));

      for (const name of ['one', 'other']) {
        expect(await verifyAudit(name, database)).toMatch(/^[0-9]+ lines, all as they were written\n$/);
      }
    },
    3 * THIRD_MS + 60_000
  );

  /** How many versions backends say that they have swept, once these are all that there were. */
  async function sweptBy(backends: readonly RunningBackend[], expected: number): Promise<number> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const texts = await Promise.all(backends.map(async (backend) => (await send(backend, 'GET', '/metrics')).text));
      const swept = texts.reduce((sum, text) => sum + Number(SWEPT.exec(text)?.[1] ?? 0), 0);
      if (swept >= expected || performance.now() > deadline) {
        return swept;
      }
    }
  }

  async function verifyAudit(name: string, { url }: TestDatabase): Promise<string> {
    const root = join(__dirname, '..');
    const { output, errors } = await runProgram(
      process.execPath,
      [join(root, 'backend', 'launch.mjs'), join(root, 'backend', 'commands', 'audit.ts'), 'verify'],
      {
        SECRETS_DATA_DIR: dataDirOf(name),
        SECRETS_KEY_FILE: join(directory, 'keyring.json'),
        SECRETS_DATABASE_URL: url.connectionString,
      }
    );
    return output + errors;
  }
});

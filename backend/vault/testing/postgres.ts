import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { DatabaseUrl } from '../database-url.ts';

/** A PostgreSQL server of a test's own, with empty data, on a socket in a temporary directory. */
export interface PostgresServer {
  /** Everything that the server writes is below it, its log included. */
  readonly directory: string;
  /** Makes an empty schema, which to its users is the whole database: much faster than one of its own. */
  createDatabase(): Promise<TestDatabase>;
  /** The URL of the database that is always there, with parts of it changed. */
  urlWith(changes: UrlChanges): string;
  /** Stops it in the middle of everything, as if the network were gone; until `thaw`. */
  freeze(): Promise<void>;
  thaw(): void;
  /** SIGKILL, so that it has to recover at the next start. */
  kill(): Promise<void>;
  /** Starts it again on what it has stored. */
  start(): Promise<void>;
  /** Stops it and removes the directory. */
  remove(): Promise<void>;
}

export interface TestDatabase {
  readonly schema: string;
  readonly url: DatabaseUrl;
  /** Runs a statement on a connection of its own. */
  execute(sql: string): Promise<Array<Record<string, unknown>>>;
}

export interface UrlChanges {
  readonly user?: string;
  readonly password?: string;
  readonly host?: string;
  readonly database?: string;
  /** Further parameters, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface PostgresOptions {
  /** Whether a commit reaches the disk. Without, tests are faster, and prove nothing about power cuts. */
  readonly fsync?: boolean;
  /** Whether its log has every statement, with its parameters. */
  readonly logsStatements?: boolean;
}

const USER = 'strongroom';
/** Every cluster has it. */
const DATABASE = 'postgres';
const DEBIAN_BINARIES = '/usr/lib/postgresql';
/** Users whom `initdb`, which refuses root, may run as. */
const UNPRIVILEGED = ['postgres', 'nobody'];
const READY = 'database system is ready to accept connections';
const HOW_TO_GET_IT =
  'PostgreSQL 15 or later was not found: what needs it is skipped. Get it with: apt-get install postgresql';

const run = promisify(execFile);

/**
 * Describes behaviour over a PostgreSQL server, which is started before the first of its tests and removed after the
 * last. Where the machine has none, the tests are skipped, and fail where `CI` is set.
 */
export function describePostgres(
  name: string,
  suite: (server: () => PostgresServer) => void,
  options: PostgresOptions = {}
): void {
  const binaries = findBinaries();
  if (binaries === undefined && !['', 'false'].includes(process.env.CI ?? '')) {
    it(`${name} needs PostgreSQL`, () => {
      throw new Error(HOW_TO_GET_IT);
    });
    return;
  }
  if (binaries === undefined) {
    process.stderr.write(`\n${HOW_TO_GET_IT}\n\n`);
  }
  (binaries === undefined ? describe.skip : describe)(name, () => {
    let running: PostgresServer | undefined;
    beforeAll(async () => {
      running = binaries === undefined ? undefined : await startPostgres(binaries, options);
    }, 60_000);
    afterAll(() => running?.remove());
    suite(() => {
      if (running === undefined) {
        throw new Error('the server runs only while a test does');
      }
      return running;
    });
  });
}

/** The directory of `initdb` and `postgres`, the newest where there are several. */
function findBinaries(): string | undefined {
  const versions = existsSync(DEBIAN_BINARIES) ? readdirSync(DEBIAN_BINARIES) : [];
  const ofDebian = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN_BINARIES, version, 'bin'));
  return [...(process.env.PATH ?? '').split(delimiter), ...ofDebian].find((directory) =>
    ['initdb', 'postgres'].every((program) => existsSync(join(directory, program)))
  );
}

async function startPostgres(
  binaries: string,
  { fsync = false, logsStatements = false }: PostgresOptions
): Promise<PostgresServer> {
  const identity = unprivileged();
  // Short: the path of a socket has at most 107 bytes (unix(7)).
  const directory = mkdtempSync(join(tmpdir(), 'sr-pg-'));
  if (identity !== undefined) {
    chownSync(directory, identity.uid, identity.gid);
  }
  const data = join(directory, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(directory, 'password');
  await writeFile(passwordFile, password);
  await run(
    join(binaries, 'initdb'),
    ['--pgdata', data, '--username', USER, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--no-sync'].concat([
      '--encoding',
      'UTF8',
      '--no-locale',
    ]),
    { ...identity, cwd: directory }
  );
  await rm(passwordFile);

  const settings = {
    listen_addresses: '',
    unix_socket_directories: directory,
    fsync: fsync ? 'on' : 'off',
    log_statement: logsStatements ? 'all' : 'none',
    shared_buffers: '16MB',
  };
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(join(binaries, 'postgres'), args, {
      ...identity,
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await untilReady(child, join(directory, 'log'));
    return child;
  };
  let child = await start();
  let databases = 0;

  const urlWith = (changes: UrlChanges): string => {
    const url = new URL(`postgres://localhost/${changes.database ?? DATABASE}`);
    url.username = changes.user ?? USER;
    url.password = changes.password ?? password;
    url.search = new URLSearchParams({ host: changes.host ?? directory, ...changes.parameters }).toString();
    return url.href;
  };
  const frozen: number[] = [];
  const thaw = (): void => frozen.splice(0).forEach((pid) => process.kill(pid, 'SIGCONT'));
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
  };
  return {
    directory,
    urlWith,
    createDatabase: async () => {
      const schema = `test_${(databases += 1)}`;
      await execute(urlWith({}), `create schema ${schema}`);
      const text = urlWith({ parameters: { options: `-c search_path=${schema}` } });
      const url = DatabaseUrl.parse(text);
      if (url === undefined) {
        throw new Error('the URL of the test is none');
      }
      return { schema, url, execute: (sql) => execute(text, sql) };
    },
    freeze: async () => {
      const sql = `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
      const sessions = await execute(urlWith({}), sql);
      frozen.push(...[...sessions.map(({ pid }) => pid), child.pid].map(Number));
      frozen.forEach((pid) => process.kill(pid, 'SIGSTOP'));
    },
    thaw,
    kill: () => stop('SIGKILL'),
    start: async () => {
      child = await start();
    },
    remove: async () => {
      thaw();
      // An immediate shutdown: nothing is to be kept.
      await stop('SIGQUIT');
      await rm(directory, { recursive: true });
    },
  };
}

function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = UNPRIVILEGED.map((user) => entries.find(([name]) => name === user)).find(Boolean);
  if (entry === undefined) {
    throw new Error(`PostgreSQL refuses root, and there is no user ${UNPRIVILEGED.join(' or ')}`);
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** Settles when the server says so. What it says goes to a file. */
async function untilReady(child: ChildProcess, logFile: string): Promise<void> {
  if (child.stderr === null) {
    throw new Error('the server has no standard error');
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.includes(READY)) {
      resolve();
    }
    appendFileSync(logFile, `${line}\n`);
  });
  child.once('error', reject);
  child.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${readFileSync(logFile, 'utf8')}`)));
  await promise;
}

async function execute(url: string, sql: string): Promise<Array<Record<string, unknown>>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

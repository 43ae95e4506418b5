import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram, type FinishedProgram } from './testing/finished-program.ts';
import { RunningBackend } from './testing/running-backend.ts';

const ROOT = join(__dirname, '..', '..');
const LAUNCHER = join(ROOT, 'backend', 'launch.mjs');
const program = (name: string) => join(ROOT, 'backend', 'commands', name);

jest.setTimeout(90_000);

let directory: string;
let out: string;
let env: NodeJS.ProcessEnv;
let backend: RunningBackend | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-k6-'));
  out = join(directory, 'k6-secrets.json');
  env = { SECRETS_DATA_DIR: join(directory, 'data'), SECRETS_KEY_FILE: join(directory, 'keyring.json') };
  backend = undefined;
});
afterEach(async () => {
  await backend?.stop('SIGKILL');
  await rm(directory, { recursive: true });
});

async function start(): Promise<RunningBackend> {
  backend = await RunningBackend.start(env);
  return backend;
}

function run(name: string, ...args: readonly string[]): Promise<FinishedProgram> {
  return runProgram(process.execPath, [LAUNCHER, program(name), ...args], env);
}

async function tokens(): Promise<readonly string[]> {
  const { output } = await run('token.ts', 'list');
  return output.split('\n').slice(1, -1);
}

interface Config {
  readonly urlTemplate: string;
  readonly headers: { readonly Authorization: string };
}

it('writes a configuration that only its owner can read, and that works', async () => {
  const { url } = await start();
  expect(await run('k6-config.ts', '--out', out, '--only=db-*', '--ttl=5m')).toEqual({
    code: 0,
    output: `${out}\n`,
    errors: '',
  });
  expect((await stat(out)).mode & 0o777).toBe(0o600);
  const config: Config = JSON.parse(await readFile(out, 'utf8'));
  expect(config).toEqual({
    urlTemplate: `${url}/api/v1/secrets/{key}/decrypt`,
    headers: { Authorization: expect.stringMatching(/^Bearer svs_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/) },
    ...{ responsePath: 'plaintext', timeout: '5s', maxRetries: 3, retryBackoff: '1s' },
    ...{ requestsPerMinuteLimit: 300, requestsBurst: 10 },
  });
  const lookup = async (name: string) =>
    (await fetch(config.urlTemplate.replace('{key}', name), { headers: { ...config.headers } })).status;
  expect([await lookup('db-a'), await lookup('A')]).toEqual([404, 400]);
  expect(await tokens()).toEqual([expect.stringMatching(/ decrypter +- +k6-cloud .* db-\* /)]);
});

it.each<[string, () => Promise<unknown>]>([
  ['a file that is there', () => writeFile(out, 'mine')],
  ['a directory', () => mkdir(out)],
  ['a link', () => symlink(join(directory, 'elsewhere'), out)],
])('writes over nothing, and makes no token: %s', async (_what, prepare) => {
  await start();
  await prepare();
  const before = await stat(out).catch(() => undefined);
  expect(await run('k6-config.ts', '--out', out)).toEqual({
    code: 1,
    output: '',
    errors: '--out names a file that is there, and it is not written over; name another, or remove it\n',
  });
  expect((await stat(out).catch(() => undefined))?.mtimeMs).toBe(before?.mtimeMs);
  expect(await readdir(directory)).not.toContain('elsewhere');
  expect(await tokens()).toEqual([]);
});

it('makes no token where the file cannot be', async () => {
  await start();
  const { code, errors } = await run('k6-config.ts', '--out', join(directory, 'nowhere', 'k6.json'));
  expect([code, errors]).toEqual([1, expect.stringMatching(/^--out names a file that cannot be made; /)]);
  expect(await tokens()).toEqual([]);
});

it('leaves no file behind where no backend runs', async () => {
  expect(await run('k6-config.ts', '--out', out)).toEqual({
    code: 1,
    output: '',
    errors: 'k6-config needs a running backend, for only that knows its address; start it, and try again\n',
  });
  expect(await readdir(directory)).not.toContain('k6-secrets.json');
  expect(await tokens()).toEqual([]);
});

it('does nothing without a file, and explains itself', async () => {
  expect(await run('k6-config.ts')).toEqual({
    code: 2,
    output: '',
    errors: '--out must be the file to write\nSee: npm run -s k6-config -- --help\n',
  });
  expect(await run('k6-config.ts', '--help')).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^Usage: npm run -s k6-config -- --out FILE/),
  });
  expect(await readdir(directory)).toEqual([]);
});

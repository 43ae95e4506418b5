import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_TOKEN, SECURE_VALUES_PATH } from '../http/testing/served-app.ts';
import { runProgram, type FinishedProgram } from './testing/finished-program.ts';
import { RunningBackend } from './testing/running-backend.ts';

const ROOT = join(__dirname, '..', '..');
const LAUNCHER = join(ROOT, 'backend', 'launch.mjs');

jest.setTimeout(90_000);

let directory: string;
let env: NodeJS.ProcessEnv;
let backend: RunningBackend | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-maintenance-'));
  env = {
    SECRETS_DATA_DIR: join(directory, 'data'),
    SECRETS_KEY_FILE: join(directory, 'keyring.json'),
    SECRETS_ADMIN_TOKEN: ADMIN_TOKEN,
  };
});
afterEach(async () => {
  await backend?.stop('SIGKILL');
  backend = undefined;
  await rm(directory, { recursive: true });
});

const run = (program: string, ...args: readonly string[]): Promise<FinishedProgram> =>
  runProgram(process.execPath, [LAUNCHER, join(ROOT, 'backend', 'commands', `${program}.ts`), ...args], env);

async function output(program: string, ...args: readonly string[]): Promise<string> {
  const finished = await run(program, ...args);
  expect(finished).toEqual({ code: 0, output: expect.any(String), errors: '' });
  return finished.output;
}

async function call(method: string, name: string, body?: object): Promise<number> {
  const answer = await fetch(`${backend?.url}${SECURE_VALUES_PATH}${name === '' ? '' : `/${name}`}`, {
    method,
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return answer.status;
}

const secret = (name: string): object => ({
  metadata: { name },
  spec: { description: 'd', value: `value of ${name}`, decrypters: ['k6-cloud'] },
});

const log = async (...args: readonly string[]): Promise<Array<Record<string, unknown>>> =>
  (await output('audit', 'show', ...args))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** Both ways: beside a backend that runs, and where none does. */
describe.each([true, false])('keys and audit, with a backend that runs: %s', (isRunning) => {
  beforeEach(async () => {
    backend = await RunningBackend.start(env);
    expect(await call('POST', '', secret('a'))).toBe(201);
    expect(await call('POST', '', secret('b'))).toBe(201);
    expect(await call('DELETE', 'b')).toBe(200);
    if (!isRunning) {
      await backend.stop();
    }
  });

  it('rotates, encrypts anew, retires, and everything opens afterwards', async () => {
    const [oldId = ''] = (await output('keys', 'status')).split('  ');
    expect(await output('keys', 'rotate', '--dry-run')).toContain('would become active');
    const id = (await output('keys', 'rotate')).trimEnd();
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(id).not.toBe(oldId);
    expect(await run('keys', 'retire', oldId)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('keys rewrap'),
    });
    // The value, and the key of the audit log.
    expect(await output('keys', 'rewrap', '--dry-run')).toBe('2 data keys would be encrypted anew\n');
    expect(await output('keys', 'rewrap')).toBe('2 data keys were encrypted anew\n');
    expect(await output('keys', 'rewrap')).toBe('0 data keys were encrypted anew\n');
    expect(await output('keys', 'retire', oldId)).toBe(`${oldId}\n`);
    expect(await output('keys', 'verify')).toBe('1 values open\n');
    expect(await output('keys', 'status')).toMatch(
      new RegExp(`^${id}  active        \\S+  2\n${oldId}  retired       \\S+  0\n$`)
    );

    await backend?.stop();
    backend = await RunningBackend.start(env);
    expect(await output('keys', 'verify')).toBe('1 values open\n');
    expect(await output('audit', 'verify')).toMatch(/^[0-9]+ lines, all as they were written\n$/);
    expect((await log()).map(({ operation }) => operation)).toEqual([
      'store.unseal',
      'secure-value.create',
      'secure-value.create',
      'secure-value.delete',
      'key.rotate',
      'key.rewrap',
      'key.retire',
      'store.unseal',
    ]);
  });

  it('shows what was done, by whom and from where, and never a value', async () => {
    const lines = await log('--name', 'b');
    expect(lines).toMatchObject([
      { operation: 'secure-value.create', actor: 'service-account:administrator', namespace: 'default', version: 1 },
      { operation: 'secure-value.delete', outcome: 'allowed', source: '127.0.0.1', requestId: expect.any(String) },
    ]);
    expect(await log('--operation', 'secure-value.delete')).toHaveLength(1);
    expect(await log('--last', '1')).toHaveLength(1);
    expect(JSON.stringify(await log())).not.toContain('value of');
  });

  it('names the line of the audit log that somebody changed', async () => {
    await output('audit', 'verify');
    const file = join(directory, 'data', 'audit', 'audit.jsonl');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"name":"b"', '"name":"c"'));
    expect(await run('audit', 'verify')).toEqual({
      code: 1,
      output: '',
      errors: 'audit.jsonl, line 3: the line is not as it was written\n',
    });
  });
});

it('makes a key ring for a backend that only reads it, and the one after it', async () => {
  const [ring, nextRing] = [join(directory, 'ring'), join(directory, 'next')];
  const id = (await output('keys', 'new', '--out', ring)).trimEnd();
  expect((await stat(ring)).mode & 0o777).toBe(0o600);
  expect(await run('keys', 'new', '--out', ring)).toMatchObject({ code: 1, errors: expect.stringContaining('EEXIST') });
  const { SECRETS_KEY_FILE: _file, ...rest } = env;
  env = { ...rest, SECRETS_KEY_COMMAND: JSON.stringify(['/bin/cat', ring]) };
  backend = await RunningBackend.start(env);
  expect(await call('POST', '', secret('a'))).toBe(201);
  expect(await run('keys', 'rotate')).toMatchObject({ code: 1, errors: expect.stringContaining('keys new --after') });

  const nextId = (await output('keys', 'new', '--after', ring, '--out', nextRing)).trimEnd();
  await rename(nextRing, ring);
  expect(await output('keys', 'rewrap')).toBe('2 data keys were encrypted anew\n');
  expect((await output('keys', 'status')).split('\n').map((line) => line.split(/\s+/))).toEqual([
    [nextId, 'active', expect.any(String), '2'],
    [id, 'decrypt-only', expect.any(String), '0'],
    [''],
  ]);
  expect(await output('keys', 'verify')).toBe('1 values open\n');
  await backend.stop();
  backend = await RunningBackend.start(env);
  expect(await output('keys', 'verify')).toBe('1 values open\n');
});

it('protects the key ring by a passphrase, and a wrong one seals the store', async () => {
  const passphrase = join(directory, 'passphrase');
  await writeFile(passphrase, 'correct horse battery staple\n', { mode: 0o600 });
  env = { ...env, SECRETS_KEY_PASSPHRASE_FILE: passphrase };
  backend = await RunningBackend.start(env);
  expect(await call('POST', '', secret('a'))).toBe(201);
  await backend.stop();
  expect(await output('keys', 'unprotect')).toBe('the key ring is not protected any more\n');
  expect(await output('keys', 'protect')).toBe('the key ring is protected\n');
  expect(await output('keys', 'verify')).toBe('1 values open\n');
  await writeFile(passphrase, 'correct horse battery stapler\n');
  backend = await RunningBackend.start(env);
  expect(backend.output).toContain('the passphrase does not open the key ring');
  expect((await fetch(`${backend.url}/readyz`)).status).toBe(503);
  expect(await call('POST', '', secret('b'))).toBe(503);
  expect(await call('GET', 'a')).toBe(200);
  expect(await run('keys', 'rotate')).toMatchObject({ code: 1, errors: expect.stringContaining('sealed') });
});

it('refuses what it does not understand, before anything is opened', async () => {
  expect(await run('audit', 'erase')).toEqual({
    code: 2,
    output: '',
    errors: expect.stringMatching(/audit takes one of/),
  });
});

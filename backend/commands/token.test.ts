import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECURE_VALUES_PATH } from '../http/testing/served-app.ts';
import { encodingsOf, filesHolding } from '../vault/testing/canary.ts';
import { runProgram, type FinishedProgram } from './testing/finished-program.ts';
import { RunningBackend } from './testing/running-backend.ts';

const ROOT = join(__dirname, '..', '..');
const LAUNCHER = join(ROOT, 'backend', 'launch.mjs');
const TOKEN_PROGRAM = join(ROOT, 'backend', 'commands', 'token.ts');
const TOKEN_LINE = /^svs_[a-z0-9]{12}_[A-Za-z0-9_-]{43}\n$/;
const READ = 'secret.securevalues:read';

jest.setTimeout(90_000);

let directory: string;
let env: NodeJS.ProcessEnv;
let backends: RunningBackend[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-token-'));
  env = { SECRETS_DATA_DIR: join(directory, 'data'), SECRETS_KEY_FILE: join(directory, 'keyring.json') };
  backends = [];
});
afterEach(async () => {
  await Promise.all(backends.map((backend) => backend.stop('SIGKILL')));
  await rm(directory, { recursive: true });
});

async function startBackend(): Promise<RunningBackend> {
  const backend = await RunningBackend.start(env);
  backends.push(backend);
  return backend;
}

function token(args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<FinishedProgram> {
  return runProgram(process.execPath, [LAUNCHER, TOKEN_PROGRAM, ...args], { ...env, ...more });
}

interface Minted {
  readonly id: string;
  readonly text: string;
  readonly secret: string;
}

async function create(...args: readonly string[]): Promise<Minted> {
  const { code, output, errors } = await token(['create', ...args]);
  expect({ code, output, errors }).toEqual({ code: 0, output: expect.stringMatching(TOKEN_LINE), errors: '' });
  const text = output.trimEnd();
  return { id: text.slice(4, 16), text, secret: text.slice(17) };
}

async function list(): Promise<string> {
  const { code, output, errors } = await token(['list']);
  expect([code, errors]).toEqual([0, '']);
  return output;
}

async function revoke(id: string): Promise<void> {
  expect(await token(['revoke', id])).toEqual({ code: 0, output: `${id}\n`, errors: '' });
}

async function statusOf(backend: RunningBackend, { text }: Minted): Promise<number> {
  const response = await fetch(backend.url + SECURE_VALUES_PATH, { headers: { authorization: `Bearer ${text}` } });
  return response.status;
}

it('makes, shows and ends a token of a running backend, at once', async () => {
  const backend = await startBackend();
  const minted = await create('--role', 'None', '--permission', `${READ}=secret.securevalues:uid:a`, '--ttl', '90m');
  expect(await statusOf(backend, minted)).toBe(200);

  const active = await list();
  expect(active).toMatch(
    new RegExp(`^ID .*\\n${minted.id} +management +None +- +default +active .*${READ}=.*:uid:a +- +-\\n$`)
  );
  await revoke(minted.id);
  expect(await statusOf(backend, minted)).toBe(401);
  expect(await list()).toMatch(new RegExp(`\\n${minted.id} .* revoked `));

  const told = active + (await list()) + backend.output;
  expect(encodingsOf(minted.secret).filter((form) => told.includes(form))).toEqual([]);
  expect(filesHolding(directory, minted.secret)).toEqual([]);
  await backend.stop();
  expect(filesHolding(directory, minted.secret)).toEqual([]);
});

it('makes a token for a service, which reads the value of a secret and ends at once', async () => {
  const backend = await startBackend();
  const admin = await create('--role', 'Admin');
  const headers = { authorization: `Bearer ${admin.text}`, 'content-type': 'application/json' };
  const spec = { description: 'd', value: 'v', decrypters: ['k6-cloud'] };
  const body = JSON.stringify({ metadata: { name: 'db-a' }, spec });
  expect((await fetch(backend.url + SECURE_VALUES_PATH, { method: 'POST', headers, body })).status).toBe(201);

  const minted = await create('--decrypter', 'k6-cloud', '--only', 'db-*', '--source=127.0.0.1', '--ttl', '5m');
  const lookup = (token: Minted) =>
    fetch(`${backend.url}/api/v1/secrets/db-a/raw`, { headers: { authorization: `Bearer ${token.text}` } });
  expect(await (await lookup(minted)).text()).toBe('v');
  expect([(await lookup(admin)).status, await statusOf(backend, minted)]).toEqual([401, 401]);
  expect(await list()).toMatch(
    new RegExp(`\\n${minted.id} +decrypter +- +k6-cloud +default +active .* - +db-\\* +127\\.0\\.0\\.1/32\\n`)
  );
  await revoke(minted.id);
  expect((await lookup(minted)).status).toBe(401);
  expect(filesHolding(directory, minted.secret)).toEqual([]);
});

it('makes, shows and ends a token where no backend runs', async () => {
  const minted = await create('--role', 'Admin');
  expect(await list()).toContain(`\n${minted.id} `);
  const first = await startBackend();
  expect(await statusOf(first, minted)).toBe(200);
  await first.stop();

  await revoke(minted.id);
  expect(await statusOf(await startBackend(), minted)).toBe(401);
  expect(filesHolding(directory, minted.secret)).toEqual([]);
});

it('goes on where a backend was killed, and the next one takes its place', async () => {
  const killed = await startBackend();
  const before = await create('--role', 'Admin');
  await killed.stop('SIGKILL');
  expect(await readdir(join(directory, 'data'))).toContain('control.sock');
  const after = await create('--role', 'Admin');

  const next = await startBackend();
  expect([await statusOf(next, before), await statusOf(next, after)]).toEqual([200, 200]);
  expect(await list()).toContain(after.id);
});

it('waits its turn where several run at once', async () => {
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => token(['create', '--role', 'None'])));
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  const listed = await list();
  outcomes.forEach(({ output }) => expect(listed).toContain(`\n${output.slice(4, 16)} `));
});

it('is reached by the npm script, which adds nothing to its output', async () => {
  const npm = (args: readonly string[]) =>
    runProgram('npm', ['--prefix', ROOT, 'run', '-s', 'token', '--', ...args], { HOME: directory, ...env });
  const created = await npm(['create', '--role', 'Viewer', `--permission=${READ}=secret.securevalues:uid:a.b`]);
  expect(created).toMatchObject({ code: 0, output: expect.stringMatching(TOKEN_LINE) });
  expect((await npm(['list'])).output).toContain(created.output.slice(4, 16));
  expect(await npm(['revoke', 'aaaaaaaaaaaa'])).toMatchObject({ code: 1, output: '' });
});

describe('does nothing', () => {
  it.each<[string, readonly string[], RegExp]>([
    [
      'without knowing what',
      [],
      /^say what to do: create, list, revoke or kubeconfig\nSee: npm run -s token -- --help\n$/,
    ],
    [
      'for a role that there is not',
      ['create', '--role', 'Root'],
      /^--role must be one of None, Viewer, Editor, Admin\n/,
    ],
    [
      'for an action that there is not',
      ['create', '--role', 'None', '--permission', 'secret.securevalues:decrypt'],
      /^--permission must be .*; secret\.securevalues:decrypt is not one of them\n/,
    ],
    [
      'for a token that would manage secrets and read values',
      ['create', '--decrypter', 'k6-cloud', '--role', 'Admin'],
      /^--role and --permission are for tokens that manage secrets, and cannot be given with --decrypter\n/,
    ],
    [
      'for a lifetime beyond the limit',
      ['create', '--role', 'None', '--ttl', '91d'],
      /^--ttl must be .* at most 90d\n/,
    ],
  ])('%s', async (_what, args, errors) => {
    expect(await token(args)).toEqual({ code: 2, output: '', errors: expect.stringMatching(errors) });
    expect(await readdir(directory)).toEqual([]);
  });

  it('with settings that it does not understand', async () => {
    expect(await token(['list'], { SECRETS_TYPO: 'x' })).toEqual({
      code: 2,
      output: '',
      errors: 'SECRETS_TYPO is not a setting; remove it, or see --help for every name\n',
    });
  });

  it('for a token that there is not, with a backend and without', async () => {
    const unknown = { code: 1, output: '', errors: 'there is no token of this ID; list shows those that there are\n' };
    expect(await token(['revoke', 'aaaaaaaaaaaa'])).toEqual(unknown);
    await startBackend();
    expect(await token(['revoke', 'aaaaaaaaaaaa'])).toEqual(unknown);
  });

  it('in a directory whose path is too long for a socket, and neither does the backend', async () => {
    const long = { ...env, SECRETS_DATA_DIR: join(directory, 'd'.repeat(100)) };
    const problem =
      /SECRETS_DATA_DIR: the path of control\.sock in it has \d+ bytes, and a Unix socket's has at most \d+/;
    expect(await token(['list'], long)).toEqual({ code: 1, output: '', errors: expect.stringMatching(problem) });
    await expect(RunningBackend.start(long)).rejects.toThrow(problem);
    expect(await readdir(directory)).toEqual([]);
  });

  it('in a database that it cannot read', async () => {
    await mkdir(join(directory, 'data', 'strongroom.db'), { recursive: true });
    expect(await token(['list'])).toEqual({
      code: 1,
      output: '',
      errors: 'token was not carried out: Error ERR_SQLITE_ERROR\n',
    });
  });
});

it('explains itself', async () => {
  const help = await token(['--help']);
  expect(help).toEqual({
    code: 0,
    output: expect.stringMatching(/^Usage: npm run -s token -- create --role /),
    errors: '',
  });
});

/** Only the superuser can become somebody else. */
const asSuperuser = process.getuid?.() === 0 ? it : it.skip;

asSuperuser('is for the owner of the socket alone', async () => {
  await startBackend();
  const data = join(directory, 'data');
  await Promise.all([directory, data].map((path) => chmod(path, 0o755)));
  expect((await stat(join(data, 'control.sock'))).mode & 0o777).toBe(0o600);
  const connect = `
    process.setuid(65534);
    require('node:net').connect(process.argv[1]).on('error', ({ code }) => console.log(code));
  `;
  const answer = await runProgram(process.execPath, ['-e', connect, join(data, 'control.sock')], {});
  expect(answer.output).toBe('EACCES\n');
});

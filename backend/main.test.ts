import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(__dirname, 'main.ts');
const TOKEN = 'test-administrator-token-0123456789';
const PATH = '/apis/secret.grafana.app/v1beta1/namespaces/default/securevalues';
const PATIENCE_MS = 20_000;
const CANARY = 'QqCanaryQq-0123456789';

jest.setTimeout(2 * PATIENCE_MS);

/** `backend/main.ts` in a process of its own. */
class Program {
  readonly child: ChildProcess;
  output = '';
  errors = '';

  constructor(env: NodeJS.ProcessEnv, parameters: readonly string[] = []) {
    this.child = spawn(process.execPath, [MAIN, ...parameters], { env: { PATH: process.env.PATH, ...env } });
    this.child.stdout?.on('data', (chunk) => (this.output += String(chunk)));
    this.child.stderr?.on('data', (chunk) => (this.errors += String(chunk)));
  }

  /** The address that it listens on, once it does. */
  async address(): Promise<string> {
    const { stdout } = this.child;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (;;) {
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(this.output) ?? [];
      if (address !== undefined) {
        return address;
      }
      if (stdout === null || this.child.exitCode !== null) {
        throw new Error(`It does not listen: ${this.errors}`);
      }
      await once(stdout, 'data', { signal });
    }
  }

  async exit(): Promise<number | string | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
    }
    return this.child.exitCode ?? this.child.signalCode;
  }
}

let directory: string;
let programs: Program[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-main-'));
  programs = [];
});
afterEach(async () => {
  programs.forEach(({ child }) => child.kill('SIGKILL'));
  await Promise.all(programs.map((program) => program.exit()));
  await rm(directory, { recursive: true });
});

function start(env: NodeJS.ProcessEnv = {}, parameters: readonly string[] = []): Program {
  const own = { PORT: '0', SECRETS_DATA_DIR: join(directory, 'data'), SECRETS_ADMIN_TOKEN: TOKEN };
  const program = new Program({ ...own, ...env }, parameters);
  programs.push(program);
  return program;
}

async function request(address: string, method: string, path: string, body?: object): Promise<Response> {
  return fetch(address + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

const secret = (name: string) => ({ metadata: { name }, spec: { description: 'd', value: CANARY } });

it('keeps what it has acknowledged when it is killed at once', async () => {
  const first = start();
  const address = await first.address();
  expect((await request(address, 'POST', PATH, secret('a'))).status).toBe(201);
  first.child.kill('SIGKILL');
  expect(await first.exit()).toBe('SIGKILL');

  const second = start();
  const kept = await request(await second.address(), 'GET', `${PATH}/a`);
  expect(kept.status).toBe(200);
  expect(await kept.json()).toMatchObject({ metadata: { name: 'a' }, status: { version: 1 } });
  for (const { output, errors } of [first, second]) {
    expect(output + errors).not.toContain(CANARY);
  }
});

it.each(['SIGTERM', 'SIGINT'] as const)('stops in good order on %s', async (signal) => {
  const program = start();
  await request(await program.address(), 'POST', PATH, secret('a'));
  program.child.kill(signal);
  expect(await program.exit()).toBe(0);
  expect(program.errors).toBe('');
  expect(program.output).toContain('"msg":"stopping"');
});

it('lets a request that is running finish before it stops', async () => {
  const program = start();
  const address = await program.address();
  const creates = Array.from({ length: 20 }, (_, index) => request(address, 'POST', PATH, secret(`s${index}`)));
  await Promise.race(creates);
  program.child.kill('SIGTERM');
  const settled = await Promise.allSettled(creates);
  expect(await program.exit()).toBe(0);

  const acknowledged = settled.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.status === 201);
  const list = await request(await start().address(), 'GET', PATH);
  const { items } = (await list.json()) as { items: object[] };
  expect(items.length).toBe(acknowledged.length);
  expect(acknowledged.length).toBeGreaterThan(0);
});

it('says so while its keys lie beside its data', async () => {
  const nearby = start();
  await nearby.address();
  nearby.child.kill('SIGTERM');
  await nearby.exit();
  expect(nearby.output).toContain('SECRETS_KEY_FILE');

  const apart = start({
    SECRETS_KEY_FILE: join(directory, 'keyring.json'),
    SECRETS_DATA_DIR: join(directory, 'other'),
  });
  await apart.address();
  apart.child.kill('SIGTERM');
  await apart.exit();
  expect(apart.output).not.toContain('SECRETS_KEY_FILE');
});

describe('does not start', () => {
  it('with settings that it does not understand, and names them without showing them', async () => {
    const program = start({ SECRETS_ADMIN_TOKEN: CANARY, SECRETS_TYPO: CANARY, LOG_LEVEL: CANARY });
    expect(await program.exit()).toBe(2);
    expect(program.output).toBe('');
    expect(program.errors).toBe(
      [
        'SECRETS_TYPO is not a setting; remove it, or see --help for every name',
        'SECRETS_ADMIN_TOKEN must be 32 to 512 visible ASCII characters; make one with: openssl rand -hex 32',
        'LOG_LEVEL must be one of: fatal, error, warn, info, debug, trace, silent',
        '',
      ].join('\n')
    );
  });

  it('with parameters that it does not understand', async () => {
    const program = start({}, ['--port', CANARY]);
    expect(await program.exit()).toBe(2);
    expect(program.errors).toMatch(/^Unknown parameter\.\n\nUsage: /);
    expect(program.errors).not.toContain(CANARY);
  });

  it('on a port that is taken', async () => {
    const { port } = new URL(await start().address());
    const second = start({ PORT: port, SECRETS_DATA_DIR: join(directory, 'other') });
    expect(await second.exit()).toBe(1);
    expect(second.errors).toBe(
      `Strongroom does not start: PORT: ${port} is in use; stop the other program, or set another port\n`
    );
  });

  it('on a data directory that is taken', async () => {
    await start().address();
    const second = start();
    expect(await second.exit()).toBe(1);
    expect(second.errors).toMatch(/^Strongroom does not start: the data directory .* is in use by another process/);
  });

  it('with a certificate that cannot be read', async () => {
    const missing = start({ SECRETS_TLS_CERT: join(directory, 'no.pem'), SECRETS_TLS_KEY: join(directory, 'no.pem') });
    expect(await missing.exit()).toBe(1);
    expect(missing.errors).toMatch(/SECRETS_TLS_CERT: the file cannot be read/);

    const file = join(directory, 'bad.pem');
    await writeFile(file, CANARY);
    const bad = start({ SECRETS_TLS_CERT: file, SECRETS_TLS_KEY: file });
    expect(await bad.exit()).toBe(1);
    expect(bad.errors).toMatch(/SECRETS_TLS_CERT, SECRETS_TLS_KEY: the files are no certificate with its key/);
    expect(bad.errors).not.toContain(CANARY);
  });
});

it('prints every setting for --help, and does nothing else', async () => {
  const program = start({}, ['--help']);
  expect(await program.exit()).toBe(0);
  expect(program.output).toMatch(/^Usage: npm run backend.*PORT +3000 \(3001 for backend\).*LOG_LEVEL +info/s);
  expect(program.errors).toBe('');
});

import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_TOKEN } from '../http/testing/served-app.ts';
import { readSettings } from '../config.ts';
import { startService, type Service } from '../service.ts';
import { filesHolding } from '../vault/testing/canary.ts';
import { openVault } from '../vault/open-vault.ts';
import { SecretValue } from '../vault/secret-value.ts';
import { draftOf } from '../vault/testing/vault-place.ts';
import { runProgram, type FinishedProgram } from './testing/finished-program.ts';

const ROOT = join(__dirname, '..', '..');
const LAUNCHER = join(ROOT, 'backend', 'launch.mjs');
const CANARY = 'backup-canary-4f9d';

jest.setTimeout(60_000);

let directory: string;
let file: string;
let service: Service | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-backup-'));
  file = join(directory, 'backup.db');
});
afterEach(async () => {
  await service?.close();
  service = undefined;
  await rm(directory, { recursive: true });
});

const envOf = (dataDir: string): NodeJS.ProcessEnv => ({
  SECRETS_DATA_DIR: join(directory, dataDir),
  SECRETS_KEY_FILE: join(directory, 'keyring.json'),
  SECRETS_ADMIN_TOKEN: ADMIN_TOKEN,
  LOG_LEVEL: 'silent',
  PORT: '0',
});

const run = (program: 'backup' | 'restore', dataDir: string, ...args: string[]): Promise<FinishedProgram> =>
  runProgram(process.execPath, [LAUNCHER, join(ROOT, 'backend', 'commands', `${program}.ts`), ...args], envOf(dataDir));

const placeOf = (dataDir: string) => ({
  dataDir: join(directory, dataDir),
  keyFile: join(directory, 'keyring.json'),
  clock: Date.now,
});

async function store(dataDir: string, ...names: string[]): Promise<void> {
  const vault = await openVault(placeOf(dataDir));
  for (const name of names) {
    await vault.create(draftOf(name), SecretValue.fromUtf8(`${CANARY} of ${name}`), 'user:ada');
  }
  await vault.close();
}

async function valueOf(dataDir: string, name: string): Promise<string> {
  const vault = await openVault(placeOf(dataDir));
  try {
    return (await vault.reveal('default', name)).use((bytes) => bytes.toString());
  } finally {
    await vault.close();
  }
}

it('is made while a backend runs, and opens on another machine with the key ring alone', async () => {
  await store('data', 'a', 'b');
  const reading = readSettings(envOf('data'), 'backend');
  if (!reading.ok) {
    throw new Error('the settings are refused');
  }
  service = await startService({ settings: reading.settings });
  expect(await run('backup', 'data', file)).toEqual({ code: 0, output: `${file}\n`, errors: '' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(filesHolding(directory, CANARY)).toEqual([]);

  expect(await run('restore', 'elsewhere', file)).toEqual({ code: 0, output: '', errors: '' });
  expect(await valueOf('elsewhere', 'b')).toBe(`${CANARY} of b`);
  expect((await stat(join(directory, 'elsewhere', 'strongroom.db'))).mode & 0o777).toBe(0o600);
});

it('is never written over, and nothing is restored over what is there', async () => {
  await store('data', 'a');
  await writeFile(file, 'something');
  expect(await run('backup', 'data', file)).toMatchObject({
    code: 1,
    errors: expect.stringContaining('is not written over'),
  });
  await rm(file);
  expect((await run('backup', 'data', file)).code).toBe(0);
  expect(await run('restore', 'data', file)).toMatchObject({
    code: 1,
    errors: expect.stringContaining('is not written over'),
  });
  expect(await readdir(directory)).toEqual(['backup.db', 'data', 'keyring.json']);
});

it('is checked before it is restored', async () => {
  await store('data', 'a');
  await writeFile(file, 'SQLite format 3\0 and no more');
  expect(await run('restore', 'new', file)).toMatchObject({
    code: 1,
    errors: expect.stringContaining('no whole backup'),
  });
  expect(await run('restore', 'new', join(directory, 'missing'))).toMatchObject({ code: 1 });
  expect(await run('restore', 'new')).toMatchObject({ code: 2 });
  expect(await readdir(directory)).not.toContain('new');
});

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDirectory } from './lock.ts';
import { type RunningProgram, startProgram } from './testing/program.ts';

let directory: string;
let holders: RunningProgram[];

beforeEach(async () => {
  holders = [];
  directory = await mkdtemp(join(tmpdir(), 'strongroom-lock-'));
});

afterEach(async () => {
  holders.forEach((program) => program.kill());
  await Promise.all(holders.map(({ ended }) => ended));
  await rm(directory, { recursive: true });
});

/** Another process that wants the directory. */
function holder(): RunningProgram {
  const program = startProgram('lock-holder.ts', [directory]);
  holders.push(program);
  return program;
}

const inUse = () =>
  expect.objectContaining({
    name: 'DataDirectoryInUseError',
    directory,
    message: `the data directory ${directory} is in use by another process. Stop that one, or set SECRETS_DATA_DIR to a directory of its own`,
  });

describe('A15: the lock of a data directory', () => {
  it('keeps another process out until the one that has it dies, however it dies', async () => {
    const other = holder();
    expect(await other.lines.next()).toEqual({ done: false, value: 'locked' });
    await expect(lockDataDirectory(directory)).rejects.toEqual(inUse());

    other.kill();
    await other.ended;
    const lock = await lockDataDirectory(directory);
    lock.release();
  });

  it('keeps another process out until it is released', async () => {
    const lock = await lockDataDirectory(directory);
    const refused = holder();
    expect(await refused.lines.next()).toEqual({ done: false, value: 'in use' });

    lock.release();
    const other = holder();
    expect(await other.lines.next()).toEqual({ done: false, value: 'locked' });
  });

  it('is not lost when this process tries to take it again', async () => {
    const lock = await lockDataDirectory(directory);
    await expect(lockDataDirectory(directory)).rejects.toEqual(inUse());
    const refused = holder();
    expect(await refused.lines.next()).toEqual({ done: false, value: 'in use' });
    lock.release();
  });

  it('is a file that only its owner can reach', async () => {
    const lock = await lockDataDirectory(directory);
    expect((await stat(join(directory, 'lock.db'))).mode & 0o777).toBe(0o600);
    lock.release();
  });

  it('says what else is wrong', async () => {
    await expect(lockDataDirectory(join(directory, 'absent'))).rejects.toThrow('ENOENT');
  });
});

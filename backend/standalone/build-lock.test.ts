import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TemporaryFiles } from './testing/built-files.ts';

/** Each process writes its letter, waits for a while, and writes it again. */
const WORK = `
import { appendFileSync } from 'node:fs';
import { withBuildLock } from ${JSON.stringify(join(import.meta.dirname, 'build-lock.ts'))};
const [lock, log, letter] = process.argv.slice(1);
await withBuildLock(lock, async () => {
  appendFileSync(log, letter);
  await new Promise((resolve) => setTimeout(resolve, 100));
  appendFileSync(log, letter);
});
`;

it('lets one process work at a time', async () => {
  await using files = await TemporaryFiles.with({ log: '' });
  const workers = ['a', 'b', 'c'].map((letter) =>
    spawn(process.execPath, ['--input-type=module', '-e', WORK, files.path('lock.db'), files.path('log'), letter])
  );
  const codes = await Promise.all(workers.map(async (worker) => (await once(worker, 'close'))[0]));
  expect(codes).toEqual([0, 0, 0]);
  expect(await readFile(files.path('log'), 'utf8')).toMatch(/^(?:([abc])\1){3}$/);
});

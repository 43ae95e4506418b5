import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TemporaryFiles } from './testing/built-files.ts';

/** Says that it is about to ask for the lock. With it, it writes its letter, and again when its input has ended. */
const WORK = `
import { appendFileSync, writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { withBuildLock } from ${JSON.stringify(join(import.meta.dirname, 'build-lock.ts'))};
const [lock, log, letter] = process.argv.slice(1);
writeSync(1, letter);
await withBuildLock(lock, async () => {
  appendFileSync(log, letter);
  await text(process.stdin);
  appendFileSync(log, letter);
});
`;

it('lets one process work at a time', async () => {
  await using files = await TemporaryFiles.with({ log: '' });
  const workers = ['a', 'b', 'c'].map((letter) =>
    spawn(process.execPath, ['--input-type=module', '-e', WORK, files.path('lock.db'), files.path('log'), letter])
  );
  const codes = Promise.all(workers.map(async (worker) => (await once(worker, 'close'))[0]));
  // None ends its work before all of them are there to disturb it.
  await Promise.all(workers.map(({ stdout }) => once(stdout, 'data')));
  workers.forEach(({ stdin }) => stdin.end());
  expect(await codes).toEqual([0, 0, 0]);
  expect(await readFile(files.path('log'), 'utf8')).toMatch(/^(?:([abc])\1){3}$/);
});

import { open, rm } from 'node:fs/promises';
import type { CommandAnswer } from '../control/command-answer.ts';

/** Readable for its owner alone. */
const MODE = 0o600;

/**
 * Writes the output of a command to a file that is not there yet, of mode 0600, and answers with the file's name. The
 * file is made first, so that nothing is done where it cannot be, and removed where the command fails.
 */
export async function writeAnswer(path: string, act: () => Promise<CommandAnswer>): Promise<CommandAnswer> {
  const file = await open(path, 'wx', MODE).catch(failureOf);
  if ('kind' in file) {
    return file;
  }
  let isWritten = false;
  try {
    const answer = await act();
    if (answer.kind !== 'done') {
      return answer;
    }
    // Whatever the umask of the process took away or left.
    await file.chmod(MODE);
    await file.writeFile(answer.output);
    await file.sync();
    isWritten = true;
    return { kind: 'done', output: `${path}\n` };
  } finally {
    await file.close();
    if (!isWritten) {
      await rm(path);
    }
  }
}

function failureOf(error: unknown): CommandAnswer {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return {
    kind: 'failed',
    message:
      code === 'EEXIST'
        ? '--out names a file that is there, and it is not written over; name another, or remove it'
        : '--out names a file that cannot be made; name one in a directory that this user may write to',
  };
}

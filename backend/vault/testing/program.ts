import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A program of this directory, run by the Node that runs the test. */
export interface RunningProgram {
  /** What it prints, line by line, until it ends. */
  readonly lines: AsyncIterableIterator<string>;
  /** SIGKILL: it gets no chance to tidy up. */
  kill(): void;
  readonly ended: Promise<void>;
}

export function startProgram(file: string, args: readonly string[]): RunningProgram {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [join(__dirname, file), ...args],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    }
  );
  const ended = once(child, 'exit').then(() => undefined);
  return {
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    kill: () => void child.kill('SIGKILL'),
    ended,
  };
}

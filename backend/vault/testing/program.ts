import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A program of this directory, run by the Node that runs the test. */
export interface RunningProgram {
  /** What it prints, line by line, until it ends. */
  readonly lines: AsyncIterableIterator<string>;
  /** Ends its standard input. */
  end(): void;
  /** SIGKILL: it gets no chance to tidy up. */
  kill(): void;
  readonly ended: Promise<void>;
}

/** @param env what it has in its environment beside ours. */
export function startProgram(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningProgram {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [join(__dirname, file), ...args],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    }
  );
  const ended = once(child, 'exit').then(() => undefined);
  return {
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    end: () => void child.stdin.end(),
    kill: () => void child.kill('SIGKILL'),
    ended,
  };
}

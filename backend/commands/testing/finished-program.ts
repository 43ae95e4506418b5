import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long a test waits for a program to end, in milliseconds. */
const PATIENCE_MS = 30_000;

/** What came of a program that has ended. */
export interface FinishedProgram {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program to its end, with nothing in its environment but what it is given. */
export async function runProgram(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv
): Promise<FinishedProgram> {
  const child = spawn(file, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  await once(child, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
  return { code: child.exitCode, output, errors };
}

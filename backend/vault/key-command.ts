import { spawn } from 'node:child_process';
import { KeyFileError } from './key-file-error.ts';
import { KEY_FILE_MAX_BYTES } from './key-ring-file.ts';
import { systemErrorCode } from './system-error.ts';

/** As an error names it: its arguments may be secret. */
const WHAT = 'the key ring that the command of SECRETS_KEY_COMMAND prints';
/** A command may have to ask a key service; a start waits for it. In milliseconds. */
export const KEY_COMMAND_TIMEOUT_MS = 15_000;
const WAY_OUT = 'Run the command as the user who runs the backend, and see what it says';
/** The settings of the backend, tokens among them, are none of the command's business. */
const OWN_PREFIX = 'SECRETS_';

/**
 * What a command prints, for the caller to wipe. No shell reads it, and what it writes to its standard error goes nowhere:
 * it may be secret.
 *
 * @throws KeyFileError for a command that fails, prints too much or takes too long.
 */
export function readKeyCommand(
  [program, ...args]: readonly [string, ...string[]],
  timeoutMs = KEY_COMMAND_TIMEOUT_MS
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith(OWN_PREFIX)));
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => refuse(`the command took longer than ${timeoutMs / 1000} seconds`), timeoutMs);
    const wipe = (): void => chunks.forEach((chunk) => chunk.fill(0));
    const refuse = (rule: string): void => {
      clearTimeout(timer);
      wipe();
      child.kill('SIGKILL');
      // Its own children may keep the pipe open.
      child.stdout.destroy();
      reject(new KeyFileError(WHAT, { rule, wayOut: WAY_OUT }));
    };
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > KEY_FILE_MAX_BYTES) {
        refuse(`it must have at most ${KEY_FILE_MAX_BYTES} bytes`);
      }
    });
    child.on('error', (error) => refuse(`the command could not be run (${systemErrorCode(error) ?? 'unknown error'})`));
    child.on('close', (code, signal) => {
      if (code === 0) {
        clearTimeout(timer);
        resolve(Buffer.concat(chunks));
        wipe();
      } else {
        refuse(`the command ended with ${code === null ? String(signal) : `exit code ${code}`}`);
      }
    });
  });
}

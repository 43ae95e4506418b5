import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', '..', 'main.ts');
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;

/** How long a test waits for a process before it fails, in milliseconds. */
const PATIENCE_MS = 20_000;

export interface RunningOptions {
  /** No file may become longer, as on a disk that is full: in the blocks of `ulimit -f`, half a KiB or one. */
  readonly fileMaxBlocks?: number;
  /** Where it leaves a core dump when it crashes; otherwise it leaves none. */
  readonly coreDirectory?: string;
}

/** `backend/main.ts` in a process of its own, on any free port, and what it prints at its most talkative. */
export class RunningBackend {
  /** Everything that it has printed. */
  output = '';
  readonly #child: ChildProcess;

  private constructor(env: NodeJS.ProcessEnv, { fileMaxBlocks, coreDirectory }: RunningOptions) {
    const limits = [
      ...(fileMaxBlocks === undefined ? [] : [`ulimit -f ${fileMaxBlocks}`]),
      ...(coreDirectory === undefined ? [] : ['ulimit -c unlimited']),
    ];
    const [program, ...args] =
      limits.length === 0
        ? [process.execPath, MAIN]
        : ['/bin/sh', '-c', `${limits.join(' && ')} && exec "$0" "$1"`, process.execPath, MAIN];
    this.#child = spawn(program, args, {
      cwd: coreDirectory,
      env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'trace', ...env },
    });
    const collect = (chunk: unknown) => (this.output += String(chunk));
    this.#child.stdout?.on('data', collect);
    this.#child.stderr?.on('data', collect);
  }

  /** Starts it, and waits until it listens. */
  static async start(env: NodeJS.ProcessEnv, options: RunningOptions = {}): Promise<RunningBackend> {
    const backend = new RunningBackend(env, options);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    while (!ADDRESS.test(backend.output)) {
      const { stdout, exitCode } = backend.#child;
      if (stdout === null || exitCode !== null) {
        throw new Error(`It does not listen: ${backend.output}`);
      }
      await Promise.race([once(stdout, 'data', { signal }), once(backend.#child, 'close', { signal })]);
    }
    return backend;
  }

  /** Its address, without a slash at its end. */
  get url(): string {
    const [url = ''] = ADDRESS.exec(this.output) ?? [];
    return url;
  }

  /** Ends it: in good order, or as a crash does. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' | 'SIGABRT' = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
      this.#child.kill(signal);
      await ended;
    }
  }
}

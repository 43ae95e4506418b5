import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = dirname(import.meta.dirname);
const START_TIMEOUT_MS = 120_000;

/** The administrator token of every service that the tests start. */
export const ADMIN_TOKEN = 'strongroom-tests-administrator-token-000001';

export type Program = 'backend/main.ts' | 'backend/standalone/start.ts' | 'tests/serve-with-store.ts';

export interface ServiceOptions {
  readonly program: Program;
  readonly env?: Readonly<Record<string, string>>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No port was assigned');
  }
  return address.port;
}

/** A real Strongroom in a process and a data directory of its own; it can be killed and started again. */
export class Service {
  readonly url: string;
  readonly dataDir: string;
  readonly #options: ServiceOptions;
  readonly #port: number;
  #child: ChildProcess | undefined;
  #output = '';

  private constructor(options: ServiceOptions, port: number, dataDir: string) {
    this.#options = options;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.dataDir = dataDir;
  }

  static async start(options: ServiceOptions): Promise<Service> {
    const dataDir = await mkdtemp(join(tmpdir(), 'strongroom-data-'));
    const service = new Service(options, await freePort(), dataDir);
    await service.start();
    return service;
  }

  /** Everything that it printed, in all its lives. */
  get output(): string {
    return this.#output;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['backend/launch.mjs', this.#options.program], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PORT: String(this.#port),
        SECRETS_DATA_DIR: this.dataDir,
        SECRETS_ADMIN_TOKEN: ADMIN_TOKEN,
        ...this.#options.env,
      },
    });
    this.#child = child;
    const exited = once(child, 'exit').then(() => 'exited' as const);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    }
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      if (await this.#healthy()) {
        return;
      }
      const pause = new Promise<'waited'>((resolve) => setTimeout(resolve, 50, 'waited'));
      if ((await Promise.race([exited, pause])) === 'exited' || Date.now() > deadline) {
        throw new Error(`${this.#options.program} did not start:\n${this.#output}`);
      }
    }
  }

  async #healthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/healthz`)).ok;
    } catch {
      return false;
    }
  }

  /** SIGKILL, as a power cut would do it; waits until the process is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  /** Stops it and removes its data. */
  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

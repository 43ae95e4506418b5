import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = dirname(import.meta.dirname);
const START_MS = 60_000;
const POLL_MS = 50;

/** A program that serves HTTP, in a process of its own on a port of its own. */
export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.#child = child;
  }

  /** Starts it, and waits until `/healthz` answers. What it prints goes to a file, as it would where it is at work. */
  static async start(program: string, logFile: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const port = await freePort();
    const log = await open(logFile, 'a');
    const child = spawn(process.execPath, [program], {
      cwd: ROOT,
      stdio: ['ignore', log.fd, log.fd],
      env: { PATH: process.env.PATH, PORT: String(port), ...env },
    });
    await log.close();
    const server = new ServerProcess(port, child);
    const deadline = performance.now() + START_MS;
    while (!(await server.#isHealthy())) {
      if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline) {
        throw new Error(`${program} did not start; see ${logFile}`);
      }
      await pause(POLL_MS);
    }
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'close');
      this.#child.kill('SIGTERM');
      await ended;
    }
  }

  async #isHealthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/healthz`)).ok;
    } catch {
      return false;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('no port was assigned');
  }
  return address.port;
}

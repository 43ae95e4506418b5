import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How long a test waits for one command, in milliseconds. */
const PATIENCE_MS = 60_000;

/** What came of a command. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** The programs without which a test of kubectl cannot run, and that this machine lacks. */
export function missingPrograms(): readonly string[] {
  const programs = [
    ['kubectl', 'version', '--client'],
    ['openssl', 'version'],
  ] as const;
  return programs.filter(([name, ...args]) => spawnSync(name, args).status !== 0).map(([name]) => name);
}

/** A real kubectl, whose home, configuration and caches are in a directory of their own. */
export class Kubectl {
  readonly #home: string;
  /** Everything that it was told and that it printed, but for its input. */
  #transcript = '';

  constructor(home: string) {
    this.#home = home;
  }

  get transcript(): string {
    return this.#transcript;
  }

  get configFile(): string {
    return join(this.#home, 'config');
  }

  /** @param input an object, which it reads as JSON from its standard input (`-f -`). */
  async run(args: readonly string[], input?: object): Promise<Outcome> {
    const child = spawn('kubectl', args, {
      env: { PATH: process.env.PATH, HOME: this.#home, KUBECONFIG: this.configFile },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.stdin.end(input === undefined ? '' : JSON.stringify(input));
    await once(child, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
    this.#transcript += `${args.join(' ')}\n${output}${errors}`;
    return { code: child.exitCode, output, errors };
  }

  /** @throws Error with what it printed, where it did not do it. */
  async do(args: readonly string[], input?: object): Promise<Outcome> {
    const outcome = await this.run(args, input);
    if (outcome.code !== 0) {
      throw new Error(`kubectl ${args.join(' ')}: ${outcome.code}\n${outcome.output}${outcome.errors}`);
    }
    return outcome;
  }

  /** The object that a command prints with `-o json`. */
  async json(args: readonly string[], input?: object): Promise<unknown> {
    return JSON.parse((await this.do([...args, '-o', 'json'], input)).output);
  }
}

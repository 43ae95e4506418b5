import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How long a test waits for one run, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Where `.ci/k6` leaves it. */
const BUILT = join(dirname(dirname(import.meta.dirname)), 'node_modules', '.cache', 'k6', 'k6');

/** What a test says that is skipped for want of a k6. */
export const K6_MISSING =
  '!! The tests of k6 are SKIPPED: this machine has no k6. To run them, install it ' +
  '(https://grafana.com/docs/k6/latest/set-up/install-k6/), name one in K6, or let .ci/k6 build one with Go.\n';

/** The k6 of the tests: the one named by `K6`, else the first that runs of the one on the PATH and the one that was built. */
export function findK6(env: NodeJS.ProcessEnv): string | undefined {
  if (env.K6 !== undefined && env.K6 !== '') {
    return env.K6;
  }
  return ['k6', BUILT].find((program) => spawnSync(program, ['version']).status === 0);
}

/** What came of a run. */
export interface Outcome {
  readonly code: number | null;
  /** What the script printed with `console.log`, in its order. */
  readonly printed: readonly string[];
  /** What k6 itself had to say: warnings and errors. */
  readonly complaints: readonly string[];
}

export interface RunOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface LogLine {
  readonly level: string;
  readonly msg: string;
  /** `console` where the script printed it. */
  readonly source?: string;
}

/** A real k6, in a directory of its own. */
export class K6 {
  readonly #program: string;
  readonly #directory: string;
  #runs = 0;
  /** Everything that it printed. */
  #transcript = '';

  private constructor(program: string, directory: string) {
    this.#program = program;
    this.#directory = directory;
  }

  static async in(directory: string, program: string): Promise<K6> {
    await mkdir(directory, { recursive: true });
    return new K6(program, directory);
  }

  get transcript(): string {
    return this.#transcript;
  }

  /** Runs a script once through, unless the arguments say more. */
  async run(script: string, { args = [], env = {} }: RunOptions = {}): Promise<Outcome> {
    this.#runs += 1;
    const file = join(this.#directory, `script-${this.#runs}.js`);
    await writeFile(file, script);
    // No summary and no server for its API: runs may overlap with others on the same machine.
    const fixed = ['--quiet', '--no-usage-report', '--summary-mode=disabled', '--address=', '--log-format=json'];
    const child = spawn(this.#program, ['run', ...fixed, ...args, file], {
      env: { PATH: process.env.PATH, HOME: this.#directory, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    await once(child, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
    this.#transcript += output + text;
    const lines = text.split('\n').filter((line) => line !== '');
    const entries = lines.map(entryOf);
    return {
      code: child.exitCode,
      printed: entries.filter(({ source }) => source === 'console').map(({ msg }) => msg),
      complaints: entries.filter(({ source }) => source !== 'console').map(({ msg }) => msg),
    };
  }
}

/** Some of what stops k6 at its start is written as it is. */
function entryOf(line: string): LogLine {
  return line.startsWith('{') ? JSON.parse(line) : { level: 'error', msg: line };
}

import { readSettings, type Settings } from '../config.ts';
import type { CommandAnswer } from '../control/command-answer.ts';
import { keepMemoryOutOfCoreDumps } from '../core-dumps.ts';
import { startFailure } from '../start-error.ts';
import { actOnStore, type StoreCommand } from './act-on-store.ts';

/** A program that acts on the store and then ends. */
export interface CommandProgram extends StoreCommand {
  readonly help: string;
  /** What is wrong with the arguments, found without doing anything. */
  readonly problemsOf: (args: readonly string[]) => readonly string[];
  /** How the store is asked: once, with the arguments, unless a command does its work in steps. */
  readonly steps?: (
    act: (args: readonly string[]) => Promise<CommandAnswer>,
    args: readonly string[],
    settings: Settings
  ) => Promise<CommandAnswer>;
}

const EXIT_CODES: Readonly<Record<CommandAnswer['kind'], number>> = { done: 0, failed: 1, misused: 2 };

/**
 * Runs a command. Prints its result on standard output, and what keeps it from one on standard error.
 *
 * @returns the code to exit with: 0 only if the command was done.
 */
export async function runCommand(
  program: CommandProgram,
  args: readonly string[],
  env: NodeJS.ProcessEnv
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(program.help);
    return EXIT_CODES.done;
  }
  keepMemoryOutOfCoreDumps();
  const answer = await answerTo(program, args, env);
  if (answer.kind === 'done') {
    process.stdout.write(answer.output);
  } else {
    printError(answer.message);
  }
  return EXIT_CODES[answer.kind];
}

async function answerTo(
  program: CommandProgram,
  args: readonly string[],
  env: NodeJS.ProcessEnv
): Promise<CommandAnswer> {
  const { name } = program;
  const problems = program.problemsOf(args);
  if (problems.length > 0) {
    return { kind: 'misused', message: [...problems, `See: npm run -s ${name} -- --help`].join('\n') };
  }
  const reading = readSettings(env, 'backend');
  if (!reading.ok) {
    return {
      kind: 'misused',
      message: reading.problems.map((problem) => `${problem.name} ${problem.rule}`).join('\n'),
    };
  }
  try {
    const act = (step: readonly string[]): Promise<CommandAnswer> =>
      actOnStore(reading.settings, program, step, {
        onBusy: () =>
          printError('the data directory is in use by a process that takes no commands yet; waiting for it'),
      });
    return await (program.steps === undefined ? act(args) : program.steps(act, args, reading.settings));
  } catch (error) {
    return { kind: 'failed', message: `${name} was not carried out: ${startFailure(error)}` };
  }
}

function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}

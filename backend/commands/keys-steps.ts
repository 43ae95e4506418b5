import type { CommandAnswer } from '../control/command-answer.ts';
import { parseKeysArguments } from './keys-arguments.ts';
import type { ProgressBar } from './progress-bar.ts';

type Act = (args: readonly string[]) => Promise<CommandAnswer>;

/** Does `rewrap` and `verify` step by step, so that each call is short, and whatever ends them, the next goes on. */
export async function keysInSteps(act: Act, args: readonly string[], bar: ProgressBar): Promise<CommandAnswer> {
  const parsed = parseKeysArguments(args);
  try {
    if (parsed.ok && parsed.command.kind === 'rewrap' && !parsed.command.dryRun) {
      return await rewrap(act, bar);
    }
    if (parsed.ok && parsed.command.kind === 'rewrap') {
      return await step(act, args, ({ left }) => done(`${numberOf(left)} data keys would be encrypted anew\n`));
    }
    return parsed.ok && parsed.command.kind === 'verify' ? await verify(act, bar) : await act(args);
  } finally {
    bar.clear();
  }
}

async function rewrap(act: Act, bar: ProgressBar): Promise<CommandAnswer> {
  let total = 0;
  for (;;) {
    let isOver = false;
    const answer = await step(act, ['rewrap'], ({ rewrapped, left }) => {
      total += numberOf(rewrapped);
      bar.show(total, total + numberOf(left));
      isOver = numberOf(left) === 0;
      return done(`${total} data keys were encrypted anew\n`);
    });
    if (isOver || answer.kind !== 'done') {
      return answer;
    }
  }
}

async function verify(act: Act, bar: ProgressBar): Promise<CommandAnswer> {
  let total = 0;
  const broken: unknown[] = [];
  let after = 0;
  for (;;) {
    let isOver = false;
    const answer = await step(act, ['verify', String(after)], ({ checked, broken: more, next }) => {
      total += numberOf(checked);
      broken.push(...(Array.isArray(more) ? more : []));
      bar.show(total, total);
      isOver = next === undefined;
      after = isOver ? after : numberOf(next);
      return broken.length === 0
        ? done(`${total} values open\n`)
        : { kind: 'failed', message: [`${broken.length} of ${total} values do not open:`, ...broken].join('\n') };
    });
    if (isOver || (answer.kind !== 'done' && broken.length === 0)) {
      return answer;
    }
  }
}

async function step(
  act: Act,
  args: readonly string[],
  read: (output: Record<string, unknown>) => CommandAnswer
): Promise<CommandAnswer> {
  const answer = await act(args);
  return answer.kind === 'done' ? read(JSON.parse(answer.output)) : answer;
}

function numberOf(value: unknown): number {
  if (typeof value !== 'number') {
    throw new TypeError('the backend did not answer in numbers: it is of another version');
  }
  return value;
}

function done(output: string): CommandAnswer {
  return { kind: 'done', output };
}

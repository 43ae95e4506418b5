/**
 * How a command goes through the control socket: `POST /commands/<name>` with `{"arguments": [...]}`, answered by its
 * output or message as text.
 */
import type { CommandAnswer } from './command-answer.ts';

export const COMMANDS_PATH = '/commands';

/** In bytes: the longest token order, with room to spare. */
export const COMMAND_MAX_BYTES = 64 * 1024;

/** RFC 9110, section 15. */
export const STATUS_OF_ANSWER: Readonly<Record<CommandAnswer['kind'], number>> = {
  done: 200,
  misused: 400,
  failed: 422,
};

/** The answer that a status and its text stand for; undefined where the backend did not get as far as an answer. */
export function answerOf(status: number, text: string): CommandAnswer | undefined {
  switch (status) {
    case STATUS_OF_ANSWER.done:
      return { kind: 'done', output: text };
    case STATUS_OF_ANSWER.misused:
      return { kind: 'misused', message: text };
    case STATUS_OF_ANSWER.failed:
      return { kind: 'failed', message: text };
  }
  return undefined;
}

/** The arguments of a request; undefined where the body has none. */
export function argumentsOf(body: unknown): readonly string[] | undefined {
  const args: unknown = typeof body === 'object' && body !== null && 'arguments' in body ? body.arguments : undefined;
  return Array.isArray(args) && args.every((arg) => typeof arg === 'string') ? args : undefined;
}

import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

/** What a log line tells of an error: never its message, which may hold input (Node's own do). */
interface LoggedError {
  readonly type: string;
  readonly code?: string;
  /** Where it was thrown. */
  readonly at?: readonly string[];
}

const FRAME = /^\s+at /;

/**
 * A log of JSON lines, on standard output unless a destination is given. No line holds a body, a header or a query. Each
 * line is out before the next statement runs, so that none is missing when the process ends.
 */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination({ fd: process.stdout.fd, sync: true })
): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: loggedError, req: () => undefined, res: () => undefined },
    hooks: { logMethod: withoutErrorMessages },
  };
  return pino(options, destination);
}

export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) {
    return { type: typeof error };
  }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: error.name, ...code, at: framesOf(error) };
}

/** The lines of the stack behind the message, which stands at its head and may have lines of its own. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  const behind = start === -1 ? '' : stack.slice(start + message.length);
  return behind
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((frame) => frame.trim());
}

type LogArguments = Parameters<Logger['info']>;

/** Pino, and Fastify in places, take an error's message for the line's. */
function withoutErrorMessages(this: Logger, parameters: LogArguments, method: (...all: LogArguments) => void): void {
  const [subject] = parameters as readonly unknown[];
  const error = subject instanceof Error ? subject : errorIn(subject);
  if (error === undefined) {
    method.apply(this, parameters);
  } else {
    method.call(this, { err: error }, error.name);
  }
}

function errorIn(subject: unknown): Error | undefined {
  return typeof subject === 'object' && subject !== null && 'err' in subject && subject.err instanceof Error
    ? subject.err
    : undefined;
}

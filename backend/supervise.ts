import type { Logger } from 'pino';

const STOP_SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const FAULTS = ['uncaughtException', 'unhandledRejection'] as const;

const EXIT_OK = 0;
const EXIT_FAULT = 1;

/**
 * Stops the process in good order when it is told to, and at once when something is wrong that nobody expected: what is
 * in memory cannot be trusted then, and everything acknowledged is on disk.
 *
 * @returns takes the handlers off again.
 */
export function supervise(close: () => Promise<void>, logger: Logger): () => void {
  const stop = (signal: NodeJS.Signals): void => {
    logger.info({ signal }, 'stopping');
    // A second signal is from somebody who does not want to wait.
    leaveSignals();
    close().then(
      () => process.exit(EXIT_OK),
      (error: unknown) => fail(error)
    );
  };
  // The logger shows class, code and place of an error, and not its message.
  const fail = (error: unknown): void => {
    logger.fatal({ err: error }, 'fault');
    process.exit(EXIT_FAULT);
  };
  const leaveSignals = (): void => STOP_SIGNALS.forEach((signal) => process.off(signal, stop));
  STOP_SIGNALS.forEach((signal) => process.once(signal, stop));
  FAULTS.forEach((fault) => process.once(fault, fail));
  return () => {
    leaveSignals();
    FAULTS.forEach((fault) => process.off(fault, fail));
  };
}

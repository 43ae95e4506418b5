import type { SqlStore } from './sql-store.ts';
import { sweep } from './sweep.ts';

export interface SweeperOptions {
  readonly store: SqlStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told how many versions were forgotten. */
  readonly onSwept: (count: number) => void;
  readonly onError: (error: unknown) => void;
}

/** Versions are kept for days: an hour more or less is the same. */
const INTERVAL_MS = 3_600_000;

/** Sweeps at the start and then every hour. The returned function ends it, and waits for a sweep that is under way. */
export function startSweeping({ store, now, onSwept, onError }: SweeperOptions): () => Promise<void> {
  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= sweep(store, Math.floor(now() / 1000))
      .then((count) => onSwept(count ?? 0), onError)
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(run, INTERVAL_MS);
  timer.unref();
  run();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

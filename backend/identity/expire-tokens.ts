import type { TokenRegister } from './token-register.ts';

export interface ExpiryOptions {
  readonly tokens: Pick<TokenRegister, 'expire' | 'forgetEnded'>;
  readonly onError: (error: unknown) => void;
}

/** A clock that is moved back to before an expiry that nobody noticed takes it back: so much of it at most. */
const INTERVAL_MS = 60_000;

/**
 * Notes at the start, and then every minute, which tokens have expired, and forgets those that ended long ago. The returned function ends it.
 */
export function startExpiring({ tokens, onError }: ExpiryOptions): () => Promise<void> {
  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= tokens
      .expire()
      .then(() => tokens.forgetEnded())
      .catch(onError)
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

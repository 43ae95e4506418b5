import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a change comes from, for its line in the audit log. */
export interface Origin {
  readonly requestId: string;
  /** The address that the request came from. */
  readonly source: string;
}

const origins = new AsyncLocalStorage<Origin>();

/** Runs what handles a request, so that each change it makes, however deep, knows where it comes from. */
export function withOrigin<T>(origin: Origin, act: () => T): T {
  return origins.run(origin, act);
}

/** Undefined where no request is the reason: a command, a start. */
export function currentOrigin(): Origin | undefined {
  return origins.getStore();
}

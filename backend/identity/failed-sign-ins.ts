/** Failed sign-ins that one address may make within the window before it has to wait. */
export const FAILURES_MAX = 10;
/** In milliseconds. */
export const FAILURES_WINDOW_MS = 60 * 1000;
/** Addresses remembered at once; the one whose window began first is forgotten first. */
const ADDRESSES_MAX = 10_000;

interface Failures {
  readonly count: number;
  readonly since: number;
}

/** Counts failed sign-ins per source address, so that guessing stays slow. Others are never delayed. */
export class FailedSignIns {
  readonly #failures = new Map<string, Failures>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Addresses that are remembered. */
  get size(): number {
    return this.#failures.size;
  }

  /** Seconds that this address has to wait; 0 where it may try. */
  waitSeconds(address: string): number {
    const failures = this.#current(address);
    return failures === undefined || failures.count < FAILURES_MAX
      ? 0
      : Math.ceil((failures.since + FAILURES_WINDOW_MS - this.#now()) / 1000);
  }

  record(address: string): void {
    const failures = this.#current(address);
    if (failures === undefined) {
      this.#begin(address);
    } else {
      this.#failures.set(address, { ...failures, count: failures.count + 1 });
    }
  }

  /** Begins a window, behind all others. */
  #begin(address: string): void {
    this.#failures.delete(address);
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined && this.#failures.size >= ADDRESSES_MAX) {
      this.#failures.delete(oldest);
    }
    this.#failures.set(address, { count: 1, since: this.#now() });
  }

  #current(address: string): Failures | undefined {
    const failures = this.#failures.get(address);
    return failures && this.#now() < failures.since + FAILURES_WINDOW_MS ? failures : undefined;
  }
}

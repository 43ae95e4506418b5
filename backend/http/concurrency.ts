/** Whether a request may begin: else too much is going on for its caller, or for all. */
export type Admission = 'admitted' | 'caller-busy' | 'service-busy';

export interface ConcurrencyLimits {
  readonly total: number;
  readonly perCaller: number;
}

/**
 * Counts the requests that are being handled. When the total is reached, those are refused who have their even share of it
 * already: who asks for little always gets in, however much others ask for.
 */
export class Concurrency {
  readonly #limits: ConcurrencyLimits;
  readonly #running = new Map<string, number>();
  #total = 0;

  constructor(limits: ConcurrencyLimits) {
    this.#limits = limits;
  }

  /** Requests that are being handled. */
  get total(): number {
    return this.#total;
  }

  /** Begins a request of a caller; one that is admitted has to be ended by {@link leave}. */
  enter(caller: string): Admission {
    const own = this.#running.get(caller) ?? 0;
    if (own >= this.#limits.perCaller) {
      return 'caller-busy';
    }
    if (this.#total >= this.#limits.total && own >= this.#evenShare(own)) {
      return 'service-busy';
    }
    this.#running.set(caller, own + 1);
    this.#total += 1;
    return 'admitted';
  }

  leave(caller: string): void {
    const own = this.#running.get(caller) ?? 0;
    if (own <= 1) {
      this.#running.delete(caller);
    } else {
      this.#running.set(caller, own - 1);
    }
    this.#total -= 1;
  }

  /** Of the total, for each caller who has something running, the one who asks included; at least one request. */
  #evenShare(own: number): number {
    const callers = this.#running.size + (own === 0 ? 1 : 0);
    return Math.max(1, Math.floor(this.#limits.total / callers));
  }
}

import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DecryptionLog } from '../consumers/decryption-log.ts';

/** What is measured on demand, when somebody asks for the numbers. */
export interface MeasuredStore {
  readonly sealed: boolean;
  isReachable(): Promise<boolean>;
  /** How many versions there are: those that are read, and those that only keep the numbering going. */
  countVersions(): Promise<{ readonly active: number; readonly inactive: number }>;
}

/** From a lookup in memory to the time-out of a request, in seconds. */
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 34];

/**
 * What the service tells Prometheus of itself (https://prometheus.io/docs/practices/naming/). Labels are the patterns of
 * routes, decrypters of tokens and codes: never a name of a secret, never a value.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'strongroom_http_request_duration_seconds',
    help: 'Time from a request to its answer, by method, pattern of the route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: DURATION_BUCKETS,
    registers: [this.#registry],
  });
  readonly #decryptions = new Counter({
    name: 'strongroom_decryptions_total',
    help: 'Attempts to read a value, by decrypter, outcome and its reason',
    labelNames: ['decrypter', 'outcome', 'reason'] as const,
    registers: [this.#registry],
  });

  readonly #swept = new Counter({
    name: 'strongroom_swept_versions_total',
    help: 'Replaced and deleted versions that this process has forgotten',
    registers: [this.#registry],
  });

  constructor(store: MeasuredStore) {
    const registers = [this.#registry];
    const versions = new Gauge({
      name: 'strongroom_secure_value_versions',
      help: 'Versions of secure values in the store',
      labelNames: ['state'] as const,
      registers,
      collect: async () => {
        // Without a database there is no number, which is not the number 0.
        versions.reset();
        const counted = await store.countVersions().catch(() => undefined);
        if (counted !== undefined) {
          versions.set({ state: 'active' }, counted.active);
          versions.set({ state: 'inactive' }, counted.inactive);
        }
      },
    });
    const sealed: Gauge = new Gauge({
      name: 'strongroom_sealed',
      help: '1 while the keys are missing or wrong, so that no value can be used',
      registers,
      collect: () => sealed.set(store.sealed ? 1 : 0),
    });
    const reachable: Gauge = new Gauge({
      name: 'strongroom_database_up',
      help: '1 while the database answers',
      registers,
      collect: async () => reachable.set((await store.isReachable()) ? 1 : 0),
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** @param seconds from the request to its answer. */
  countRequest(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  countSwept(versions: number): void {
    this.#swept.inc(versions);
  }

  /** The log, every attempt in it counted. */
  counting(log: DecryptionLog): DecryptionLog {
    return {
      record: async (attempt) => {
        const { actor, outcome } = attempt;
        const reason = outcome.kind === 'allowed' ? '' : outcome.reason;
        this.#decryptions.inc({ decrypter: actor?.decrypter ?? '', outcome: outcome.kind, reason });
        await log.record(attempt);
      },
    };
  }
}

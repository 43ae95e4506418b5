import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** How often consumers may ask for values. */
export interface LookupLimits {
  /** Of one token, on average. */
  readonly perMinute: number;
  /** Of one token, within a moment. */
  readonly atOnce: number;
  readonly perMinutePerNamespace: number;
  /** Requests of one source that prove nobody, before they are slowed down. */
  readonly failedPerMinute: number;
  /** Decryptions at once, of different secrets. */
  readonly concurrent: number;
}

/** How often a token, a namespace and a source may ask. */
export interface LookupRates {
  /** Counts a lookup. Undefined where it is within the limits. */
  readonly excess: (request: FastifyRequest) => Promise<LookupExcess | undefined>;
  /**
   * Counts a request that proved nobody. Past the limit of its source it waits, so that guessing is slow; who proves
   * who they are never does, wherever they come from.
   *
   * @returns seconds after which to try again, where too many wait already.
   */
  readonly failure: (request: FastifyRequest) => Promise<number | undefined>;
}

export interface LookupExcess {
  readonly of: 'token' | 'namespace';
  readonly retryAfterSeconds: number;
}

/** Whose lookups are counted together. */
export interface LookupKeys {
  readonly token: (request: FastifyRequest) => string;
  readonly namespace: (request: FastifyRequest) => string;
}

const MINUTE_MS = 60_000;

/** How long a failure past the limit waits for its answer. In milliseconds. */
export const FAILURE_PAUSE_MS = 1000;
/** Failures that wait at once; each holds a connection. */
export const PAUSED_MAX = 256;

/**
 * Counts in windows of fixed length. A token's window is as long as its average rate needs for what it may ask at once:
 * 100 lookups in every 10 seconds are 600 in a minute. Needs `@fastify/rate-limit`.
 */
export function lookupRates(
  scope: FastifyInstance,
  { perMinute, atOnce, perMinutePerNamespace, failedPerMinute }: LookupLimits,
  keys: LookupKeys
): LookupRates {
  const timeWindow = Math.ceil((atOnce / perMinute) * MINUTE_MS);
  const ofToken = scope.createRateLimit({ max: atOnce, timeWindow, keyGenerator: keys.token });
  const ofNamespace = scope.createRateLimit({
    max: perMinutePerNamespace,
    timeWindow: MINUTE_MS,
    keyGenerator: keys.namespace,
  });
  const ofSource = scope.createRateLimit({ max: failedPerMinute, timeWindow: MINUTE_MS });
  let paused = 0;

  return {
    excess: async (request) => {
      const token = await ofToken(request);
      if (!token.isAllowed && token.isExceeded) {
        return { of: 'token', retryAfterSeconds: Math.max(1, token.ttlInSeconds) };
      }
      const namespace = await ofNamespace(request);
      return !namespace.isAllowed && namespace.isExceeded
        ? { of: 'namespace', retryAfterSeconds: Math.max(1, namespace.ttlInSeconds) }
        : undefined;
    },
    failure: async (request) => {
      const source = await ofSource(request);
      if (source.isAllowed || !source.isExceeded) {
        return undefined;
      }
      if (paused >= PAUSED_MAX) {
        return Math.max(1, source.ttlInSeconds);
      }
      paused += 1;
      await pause(FAILURE_PAUSE_MS);
      paused -= 1;
      return undefined;
    },
  };
}

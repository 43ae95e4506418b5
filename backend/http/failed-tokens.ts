import type { FastifyInstance, FastifyRequest } from 'fastify';
import { normalizeIP } from '@fastify/rate-limit';
import { tooManyRequests } from '../../src/domain/status.ts';
import { WINDOW_MS } from './rate-window.ts';
import { StatusError } from './status-error.ts';

/** Notes a request with credentials that prove nothing. Throws where its source has shown too many of them. */
export type NoteFailedToken = (request: FastifyRequest) => Promise<void>;

/**
 * Counts, by source address, the credentials that prove nothing. From the limit on they are answered with 429 instead of
 * 401, for the rest of a minute. Credentials that do prove something are never held up by it, because many callers may come
 * from one address: a Grafana's, a proxy's. Guessing is kept hopeless by the tokens, which have 256 random bits.
 *
 * An address is an IPv4 address or an IPv6 network of 64 bits, which is what one customer gets (RFC 6177). Needs
 * `@fastify/rate-limit`.
 */
export function failedTokenCount(app: FastifyInstance, perMinute: number): NoteFailedToken {
  const countOf = app.createRateLimit({
    max: perMinute,
    timeWindow: WINDOW_MS,
    keyGenerator: ({ ip }) => normalizeIP(ip),
  });
  return async (request) => {
    const rate = await countOf(request);
    if (!rate.isAllowed && rate.isExceeded) {
      throw new StatusError(tooManyRequests(Math.max(1, rate.ttlInSeconds)));
    }
  };
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { overloaded, tooManyRequests } from '../../src/domain/status.ts';
import type { Caller } from '../identity/caller.ts';
import { Concurrency } from './concurrency.ts';
import type { Limits } from './limits.ts';
import { WINDOW_MS } from './rate-window.ts';
import { StatusError } from './status-error.ts';

/** A request takes less time than this to end, as a rule. In seconds. */
const BUSY_RETRY_SECONDS = 1;

/**
 * Turns away callers who ask for too much at once, or too often, before permissions are checked and bodies read. Each is
 * counted apart, so that nobody pays for another. Who need not sign in for what they ask is not counted.
 *
 * Needs `@fastify/rate-limit`. Its windows are fixed: a minute begins with a caller's first request in it.
 */
export function addCallerLimits(app: FastifyInstance, limits: Limits): void {
  const concurrency = new Concurrency({
    total: limits.concurrentRequests,
    perCaller: limits.concurrentRequestsPerCaller,
  });
  const countOf = app.createRateLimit({
    max: limits.requestsPerMinutePerCaller,
    timeWindow: WINDOW_MS,
    keyGenerator: ({ caller }) => (caller === undefined ? '' : keyOf(caller)),
  });

  const admit = async (request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<void> => {
    // Who has hung up in the meantime will never leave.
    if (reply.raw.destroyed) {
      return;
    }
    const rate = await countOf(request);
    if (!rate.isAllowed && rate.isExceeded) {
      throw new StatusError(tooManyRequests(Math.max(1, rate.ttlInSeconds)));
    }
    const key = keyOf(caller);
    switch (concurrency.enter(key)) {
      case 'caller-busy':
        throw new StatusError(tooManyRequests(BUSY_RETRY_SECONDS));
      case 'service-busy':
        throw new StatusError(overloaded(BUSY_RETRY_SECONDS));
      case 'admitted':
        reply.raw.once('close', () => concurrency.leave(key));
    }
  };
  app.addHook('onRequest', (request, reply, done) => {
    if (request.caller === undefined) {
      done();
    } else {
      admit(request, reply, request.caller).then(() => done(), done);
    }
  });
}

function keyOf({ orgId, identity }: Caller): string {
  return `${orgId} ${identity}`;
}

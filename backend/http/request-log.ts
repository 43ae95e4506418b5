import type { FastifyInstance, FastifyRequest } from 'fastify';

/** One line per request: the pattern of its route, not its path, which holds what somebody typed. */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info({ ...described(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
  app.addHook('onRequestAbort', (request, done) => {
    request.log.info(described(request), 'request aborted');
    done();
  });
}

function described({ method, routeOptions }: FastifyRequest): {
  readonly method: string;
  readonly route: string | null;
} {
  return { method, route: routeOptions.url ?? null };
}

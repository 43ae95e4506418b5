import type { FastifyInstance, FastifyRequest } from 'fastify';

/** One line per request: the pattern of its route, not its path, which holds what somebody typed. */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({ ...described(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  app.addHook('onRequestAbort', async (request) => {
    request.log.info(described(request), 'request aborted');
  });
}

function described({ method, routeOptions }: FastifyRequest): {
  readonly method: string;
  readonly route: string | null;
} {
  return { method, route: routeOptions.url ?? null };
}

import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Requests for what does not exist: their paths are somebody's text. */
const NO_ROUTE = 'none';
const MS_PER_SECOND = 1000;

/**
 * Counts every request of the app, and serves the numbers at `/metrics`, without signing in, as Prometheus asks for them:
 * keep the address inside your network if they are nobody else's business.
 */
export function addMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
    metrics.countRequest(method, routeOptions.url ?? NO_ROUTE, reply.statusCode, reply.elapsedTime / MS_PER_SECOND);
    done();
  });
  app.get('/metrics', { config: { anonymous: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text())
  );
}

import type { FastifyInstance } from 'fastify';

/** What readiness depends on. */
export interface Readiness {
  readonly sealed: boolean;
}

/** Liveness and readiness for supervisors, without signing in. A sealed store is alive and not ready. */
export function addHealth(app: FastifyInstance, readiness: Readiness): void {
  const config = { anonymous: true };
  app.get('/healthz', { config }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config }, async (_request, reply) => {
    reply.code(readiness.sealed ? 503 : 200);
    return { status: readiness.sealed ? 'sealed' : 'ok' };
  });
}

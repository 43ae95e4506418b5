import type { FastifyInstance } from 'fastify';

/** What readiness depends on. */
export interface Readiness {
  readonly sealed: boolean;
  /** Whether the database answers. */
  isReachable(): Promise<boolean>;
}

/**
 * Liveness and readiness for supervisors, without signing in. A store that is sealed or out of reach is
 * alive and not ready.
 */
export function addHealth(app: FastifyInstance, readiness: Readiness): void {
  const config = { anonymous: true };
  app.get('/healthz', { config }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config }, async (_request, reply) => {
    const status = await statusOf(readiness);
    reply.code(status === 'ok' ? 200 : 503);
    return { status };
  });
}

async function statusOf(readiness: Readiness): Promise<'ok' | 'sealed' | 'unavailable'> {
  if (!(await readiness.isReachable())) {
    return 'unavailable';
  }
  return readiness.sealed ? 'sealed' : 'ok';
}

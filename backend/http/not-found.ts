import type { FastifyInstance } from 'fastify';
import { notFound } from './grafana-error.ts';
import { isKubernetesPath } from './paths.ts';

/** Answers unknown paths. No body is read for them: the app itself has no parser. */
export function addNotFound(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.setNotFoundHandler(async (request, reply) => {
    if (!isKubernetesPath(request.url)) {
      throw notFound();
    }
    // As Go's HTTP server answers for a group that is not served: clients are used to a 404 without a Status.
    return reply.code(404).type('text/plain; charset=utf-8').send('404 page not found\n');
  });
}

import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { JSON_TYPE } from '../../http/negotiation.ts';
import { queryOf } from '../../http/query.ts';
import { requireJsonAccepted } from '../pipeline.ts';
import { refuseOtherMethods, refuseUnknownPaths } from '../refused-routes.ts';
import { OPENAPI_DOCUMENTS } from './documents.ts';

const OPENAPI_PATH = '/openapi/v3';

/** An address with a hash has the same document for ever. A year, in seconds. */
const IMMUTABLE = 'private, max-age=31536000, immutable';

/**
 * OpenAPI 3 documents as Kubernetes serves them: an index of addresses that carry the hash of what they lead to, so that
 * a client may keep it, and the documents. Any other hash, or none, leads to the document of today.
 */
export function addOpenApi(scope: FastifyInstance): void {
  const index: Record<string, { readonly serverRelativeURL: string }> = {};
  for (const [key, document] of Object.entries(OPENAPI_DOCUMENTS)) {
    const text = JSON.stringify(document);
    const hash = createHash('sha256').update(text).digest('hex').toUpperCase();
    const path = `${OPENAPI_PATH}/${key}`;
    index[key] = { serverRelativeURL: `${path}?hash=${hash}` };
    addDocument(scope, path, text, hash);
  }
  addDocument(scope, OPENAPI_PATH, JSON.stringify({ paths: index }));
  refuseUnknownPaths(scope, '/openapi/*');
}

function addDocument(scope: FastifyInstance, path: string, text: string, hash?: string): void {
  scope.get(path, { onRequest: async (request) => requireJsonAccepted(request) }, async (request, reply) => {
    if (hash !== undefined && queryOf(request.url).get('hash') === hash) {
      reply.header('cache-control', IMMUTABLE);
    }
    return reply.type(JSON_TYPE).send(text);
  });
  refuseOtherMethods(scope, path, ['GET']);
}

import type { FastifyInstance } from 'fastify';
import { notAcceptable } from '../../src/domain/status.ts';
import { JSON_TYPE } from '../http/negotiation.ts';
import { StatusError } from '../http/status-error.ts';
import { contentTypeOf, discoveryFormat } from './discovery-format.ts';
import { PLAIN_DISCOVERY, ROOT_DISCOVERY } from './discovery.ts';
import { KUBERNETES_VERSION } from './kubernetes-version.ts';
import { addOpenApi } from './openapi/routes.ts';
import { requireJsonAccepted } from './pipeline.ts';
import { refuseOtherMethods } from './refused-routes.ts';

const VERSION_INFO_PATH = '/version';

/**
 * What clients of Kubernetes ask before anything else: versions, groups, resources, OpenAPI documents. For everybody who
 * has proven who they are, whatever they may do.
 */
export function addDiscovery(scope: FastifyInstance): void {
  for (const [path, document] of Object.entries({ [VERSION_INFO_PATH]: KUBERNETES_VERSION, ...PLAIN_DISCOVERY })) {
    scope.get(path, { onRequest: async (request) => requireJsonAccepted(request) }, async () => document);
    refuseOtherMethods(scope, path, ['GET']);
  }
  for (const [path, { plain, aggregated }] of Object.entries(ROOT_DISCOVERY)) {
    scope.get(path, async ({ headers }, reply) => {
      const format = discoveryFormat(headers.accept);
      if (format === undefined) {
        throw new StatusError(notAcceptable([JSON_TYPE]));
      }
      reply.header('vary', 'accept').type(contentTypeOf(format));
      return JSON.stringify(format === 'plain' ? plain : aggregated(format));
    });
    refuseOtherMethods(scope, path, ['GET']);
  }
  addOpenApi(scope);
}

import type { FastifyInstance } from 'fastify';
import { sendObject } from '../http/written-object.ts';
import { aggregatedType, aggregatedVersion } from './discovery-format.ts';
import { PLAIN_DISCOVERY, ROOT_DISCOVERY, VERSION_INFO_PATH } from './discovery.ts';
import { KUBERNETES_VERSION } from './kubernetes-version.ts';
import { addOpenApi } from './openapi/routes.ts';
import { answerFormat } from './pipeline.ts';
import { refuseOtherMethods } from './refused-routes.ts';

/**
 * What clients of Kubernetes ask before anything else: versions, groups, resources, OpenAPI documents. For everybody who
 * has proven who they are, whatever they may do.
 */
export function addDiscovery(scope: FastifyInstance): void {
  for (const [path, document] of Object.entries({ [VERSION_INFO_PATH]: KUBERNETES_VERSION, ...PLAIN_DISCOVERY })) {
    scope.get(path, async (request, reply) => sendObject(request, reply, document, answerFormat(request).syntax));
    refuseOtherMethods(scope, path, ['GET']);
  }
  for (const [path, { plain, aggregated }] of Object.entries(ROOT_DISCOVERY)) {
    scope.get(path, async (request, reply) => {
      const version = aggregatedVersion(request.headers.accept);
      return version === undefined
        ? sendObject(request, reply, plain, answerFormat(request).syntax)
        : // As bytes: Fastify would write the type of a text in another spelling.
          reply
            .header('vary', 'accept')
            .type(aggregatedType(version))
            .send(Buffer.from(JSON.stringify(aggregated(version))));
    });
    refuseOtherMethods(scope, path, ['GET']);
  }
  addOpenApi(scope);
}

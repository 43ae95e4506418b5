import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GROUP_PATH, VERSION_PATH } from '../../src/domain/api-group.ts';
import { deleted, routeNotFound, watchNotSupported } from '../../src/domain/status.ts';
import { callerOf } from '../http/authentication.ts';
import { addByteBodies, bytesOf } from '../http/body.ts';
import { StatusError } from '../http/status-error.ts';
import { decodeDeleteOptions } from './body/delete-options.ts';
import { withDocument } from './body/with-document.ts';
import { addDiscovery } from './discovery-routes.ts';
import { admit, targetOf } from './pipeline.ts';
import { asksToWatch, isDryRun, queryOf, writeOptions } from './query-options.ts';
import { nothing, refuseOtherMethods, refuseUnknownPath, refuseUnknownPaths } from './refused-routes.ts';
import type { ApiRequest, Resource, Written } from './resource.ts';
import { warningHeaders } from './warnings.ts';

/** The routes of the API group `secret.grafana.app`, discovery included. Bodies are read as bytes. */
export function addApiGroup(scope: FastifyInstance, resources: readonly Resource[], bodyLimitBytes: number): void {
  addByteBodies(scope, bodyLimitBytes);
  addDiscovery(scope);
  for (const resource of resources) {
    addResource(scope, resource);
  }
  refuseUnknownPaths(scope, `${GROUP_PATH}/*`);
}

function addResource(scope: FastifyInstance, resource: Resource): void {
  const { names } = resource;
  const collection = `${VERSION_PATH}/namespaces/:namespace/${names.plural}`;
  const item = `${collection}/:name`;
  const allNamespaces = `${VERSION_PATH}/${names.plural}`;

  scope.get(collection, { onRequest: admit(names, listOrWatch) }, async (request) => list(resource, request));
  // Only ever refused: nobody has a permission across namespaces.
  scope.get(allNamespaces, { onRequest: [admit(names, 'list'), refuseUnknownPath] }, nothing);
  scope.post(collection, { onRequest: admit(names, 'create') }, async (request, reply) => {
    const bytes = bytesOf(request);
    const write = { ...requestOf(request), options: writeOptions(queryOf(request.url), 'CreateOptions') };
    const written = await withDocument(bytes, resource, (document) => resource.create(write, document));
    return sendWritten(reply.code(201), written);
  });
  scope.get(item, { onRequest: admit(names, 'get') }, async (request) =>
    resource.get(requestOf(request), nameOf(request))
  );
  scope.put(item, { onRequest: admit(names, 'update') }, async (request, reply) => {
    const bytes = bytesOf(request);
    const write = { ...requestOf(request), options: writeOptions(queryOf(request.url), 'UpdateOptions') };
    return sendWritten(
      reply,
      await withDocument(bytes, resource, (document) => resource.update(write, nameOf(request), document))
    );
  });
  scope.delete(item, { onRequest: admit(names, 'delete') }, async (request) => {
    const bytes = bytesOf(request);
    const options = writeOptions(queryOf(request.url), 'DeleteOptions');
    const dryRun = isDryRun(decodeDeleteOptions(bytes)) || options.dryRun;
    const name = nameOf(request);
    await resource.delete({ ...requestOf(request), options: { ...options, dryRun } }, name);
    return deleted(names, name);
  });

  refuseOtherMethods(scope, collection, ['GET', 'POST']);
  refuseOtherMethods(scope, item, ['GET', 'PUT', 'DELETE']);
  refuseOtherMethods(scope, allNamespaces, ['GET']);
  refuseUnknownPaths(scope, `${collection}/`);
}

async function list(resource: Resource, request: FastifyRequest): Promise<object> {
  const query = queryOf(request.url);
  if (asksToWatch(query)) {
    throw new StatusError(watchNotSupported(resource.names));
  }
  return resource.list({ ...requestOf(request), query });
}

function listOrWatch(request: FastifyRequest): 'list' | 'watch' {
  return asksToWatch(queryOf(request.url)) ? 'watch' : 'list';
}

function sendWritten(reply: FastifyReply, { object, warnings }: Written): object {
  if (warnings.length > 0) {
    reply.header('warning', warningHeaders(warnings));
  }
  return object;
}

function requestOf(request: FastifyRequest): ApiRequest {
  const { namespace } = targetOf(request);
  if (namespace === undefined) {
    throw new StatusError(routeNotFound());
  }
  return { caller: callerOf(request), namespace };
}

function nameOf(request: FastifyRequest): string {
  const { name } = targetOf(request);
  if (name === undefined) {
    throw new StatusError(routeNotFound());
  }
  return name;
}

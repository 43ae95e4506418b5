import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { API_VERSION, GROUP_PATH, VERSION_PATH } from '../../src/domain/api-group.ts';
import { deleted, routeNotFound, watchNotSupported } from '../../src/domain/status.ts';
import { callerOf } from '../http/authentication.ts';
import { addByteBodies, bytesOf } from '../http/body.ts';
import { syntaxOf, TABLE_OFFER } from '../http/negotiation.ts';
import { queryOf } from '../http/query.ts';
import type { SentBody } from '../http/sent-body.ts';
import { StatusError } from '../http/status-error.ts';
import { sendObject } from '../http/written-object.ts';
import { requireActivation } from './body/activation.ts';
import { decodeDeleteOptions } from './body/delete-options.ts';
import { withDocument } from './body/with-document.ts';
import { addDiscovery } from './discovery-routes.ts';
import { tableOf } from './format/table.ts';
import { includeObjectOf, requireListOptions } from './list-options.ts';
import { PATCH_FORMATS, patchTypeOf, refuseApply } from './patch/patch-type.ts';
import { withPatch } from './patch/with-patch.ts';
import { admit, answerFormat, negotiate, OBJECT_FORMATS, permit, targetOf, type Formats } from './pipeline.ts';
import { asksToWatch, isDryRun, patchOptions, writeOptions } from './query-options.ts';
import { nothing, refuseOtherMethods, refuseUnknownPath, refuseUnknownPaths } from './refused-routes.ts';
import type { ApiList, ApiRequest, Resource, Written } from './resource.ts';
import { warningHeaders } from './warnings.ts';

/** People who read are also offered a table. */
const READ_FORMATS: Formats = { ...OBJECT_FORMATS, answers: [...OBJECT_FORMATS.answers, TABLE_OFFER] };

/** A delete has no fields that could be unknown. */
const NO_BODY_OPTIONS = { fieldValidation: 'Ignore' } as const;

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

  scope.get(collection, { onRequest: admit(names, listOrWatch, READ_FORMATS) }, async (request, reply) =>
    sendRead(request, reply, resource, await list(resource, request))
  );
  // Only ever refused: nobody has a permission across namespaces.
  scope.get(allNamespaces, { onRequest: [admit(names, 'list', READ_FORMATS), refuseUnknownPath] }, nothing);
  scope.post(collection, { onRequest: admit(names, 'create') }, async (request, reply) => {
    const body = bodyOf(request);
    const write = { ...requestOf(request), options: writeOptions(queryOf(request.url), 'CreateOptions') };
    const written = await withDocument(body, resource, (document) => resource.create(write, document));
    return sendWritten(request, reply.code(201), written);
  });
  scope.get(item, { onRequest: admit(names, 'get', READ_FORMATS) }, async (request, reply) =>
    sendRead(request, reply, resource, await resource.get(requestOf(request), nameOf(request)))
  );
  scope.put(item, { onRequest: admit(names, 'update') }, async (request, reply) => {
    const body = bodyOf(request);
    const write = { ...requestOf(request), options: writeOptions(queryOf(request.url), 'UpdateOptions') };
    const written = await withDocument(body, resource, (document) => resource.update(write, nameOf(request), document));
    return sendWritten(request, reply, written);
  });
  const admitPatch = [permit(names, 'patch'), refuseApply, negotiate(PATCH_FORMATS)];
  scope.patch(item, { onRequest: admitPatch }, async (request, reply) => {
    const bytes = bytesOf(request);
    const write = { ...requestOf(request), options: patchOptions(queryOf(request.url), false) };
    const written = await withPatch(bytes, patchTypeOf(request), resource, (patch) =>
      resource.update(write, nameOf(request), patch)
    );
    return sendWritten(request, reply, written);
  });
  scope.delete(item, { onRequest: admit(names, 'delete') }, async (request, reply) => {
    const dryRuns = [...decodeDeleteOptions(bodyOf(request)), ...queryOf(request.url).getAll('dryRun')];
    const options = { ...NO_BODY_OPTIONS, dryRun: isDryRun(dryRuns) };
    const name = nameOf(request);
    await resource.delete({ ...requestOf(request), options }, name);
    return sendObject(request, reply, deleted(names, name), answerFormat(request).syntax);
  });

  if (resource.activate !== undefined) {
    addActivation(scope, resource, resource.activate, `${item}/activate`);
  }
  refuseOtherMethods(scope, collection, ['GET', 'POST']);
  refuseOtherMethods(scope, item, ['GET', 'PUT', 'PATCH', 'DELETE']);
  refuseOtherMethods(scope, allNamespaces, ['GET']);
  refuseUnknownPaths(scope, `${collection}/`);
}

/** To Kubernetes a POST is a `create`, below an object too. */
function addActivation(
  scope: FastifyInstance,
  { names }: Resource,
  activate: NonNullable<Resource['activate']>,
  path: string
): void {
  const admitted = [permit(names, 'create', 'activate'), negotiate(OBJECT_FORMATS)];
  scope.post(path, { onRequest: admitted }, async (request, reply) => {
    requireActivation(bodyOf(request));
    const write = { ...requestOf(request), options: writeOptions(queryOf(request.url), 'CreateOptions') };
    return sendObject(request, reply, await activate(write, nameOf(request)), answerFormat(request).syntax);
  });
  refuseOtherMethods(scope, path, ['POST']);
}

async function list(resource: Resource, request: FastifyRequest): Promise<ApiList> {
  const query = queryOf(request.url);
  if (asksToWatch(query)) {
    throw new StatusError(watchNotSupported(resource.names));
  }
  requireListOptions(query);
  return resource.list({ ...requestOf(request), query });
}

function listOrWatch(request: FastifyRequest): 'list' | 'watch' {
  return asksToWatch(queryOf(request.url)) ? 'watch' : 'list';
}

function sendRead(
  request: FastifyRequest,
  reply: FastifyReply,
  { names, columns }: Resource,
  read: object | ApiList
): FastifyReply {
  const { syntax, table } = answerFormat(request, READ_FORMATS.answers);
  if (table === undefined) {
    return sendObject(request, reply, read, syntax);
  }
  const includeObject = includeObjectOf(queryOf(request.url));
  const shown = { kind: names.kind, apiVersion: API_VERSION, columns, includeObject };
  return sendObject(request, reply, tableOf('items' in read ? read : { items: [read] }, shown), syntax);
}

function sendWritten(request: FastifyRequest, reply: FastifyReply, { object, warnings }: Written): FastifyReply {
  if (warnings.length > 0) {
    reply.header('warning', warningHeaders(warnings));
  }
  return sendObject(request, reply, object, answerFormat(request).syntax);
}

function bodyOf(request: FastifyRequest): SentBody {
  return { bytes: bytesOf(request), syntax: syntaxOf(request.headers['content-type']) ?? 'json' };
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

import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { GROUP_PATH, SECURE_VALUES, VERSION_PATH } from '../../src/domain/api-group.ts';
import { methodNotAllowed, routeNotFound, watchNotSupported } from '../../src/domain/status.ts';
import { callerOf } from '../http/authentication.ts';
import { addByteBodies, bytesOf } from '../http/body.ts';
import { StatusError } from '../http/status-error.ts';
import type { ApiContext, ApiRequest, ApiWriteRequest } from './context.ts';
import { createSecureValue } from './create.ts';
import { deleteSecureValue } from './delete.ts';
import { DISCOVERY } from './discovery.ts';
import { secureValueList, secureValueObject } from './object.ts';
import { admit, requireJsonAccepted, targetOf } from './pipeline.ts';
import { asksToWatch, queryOf } from './query-options.ts';
import { existing, listSecureValues } from './read.ts';
import { updateSecureValue } from './update.ts';
import { warningHeaders, type Written } from './written.ts';

const COLLECTION = `${VERSION_PATH}/namespaces/:namespace/${SECURE_VALUES.plural}`;
const ITEM = `${COLLECTION}/:name`;
const ALL_NAMESPACES = `${VERSION_PATH}/${SECURE_VALUES.plural}`;

const ALL_METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The routes of the API group `secret.grafana.app`, discovery included. Bodies are read as bytes. */
export function addApiGroup(scope: FastifyInstance, context: ApiContext, bodyLimitBytes: number): void {
  addByteBodies(scope, bodyLimitBytes);
  addDiscovery(scope);

  scope.get(COLLECTION, { onRequest: admit(listOrWatch) }, async (request) => list(context, request));
  // Only ever refused: nobody has a permission across namespaces.
  scope.get(ALL_NAMESPACES, { onRequest: [admit('list'), refuseUnknownPath] }, nothing);
  scope.post(COLLECTION, { onRequest: admit('create') }, async (request, reply) => {
    const written = await createSecureValue(context, writeRequestOf(request));
    return sendWritten(reply.code(201), written);
  });
  scope.get(ITEM, { onRequest: admit('get') }, async (request) => {
    const { namespace } = requestOf(request);
    return secureValueObject(await existing(context.vault, namespace, nameOf(request)));
  });
  scope.put(ITEM, { onRequest: admit('update') }, async (request, reply) =>
    sendWritten(reply, await updateSecureValue(context, writeRequestOf(request), nameOf(request)))
  );
  scope.delete(ITEM, { onRequest: admit('delete') }, async (request) =>
    deleteSecureValue(context, writeRequestOf(request), nameOf(request))
  );

  refuseOtherMethods(scope, COLLECTION, ['GET', 'POST']);
  refuseOtherMethods(scope, ITEM, ['GET', 'PUT', 'DELETE']);
  refuseOtherMethods(scope, ALL_NAMESPACES, ['GET']);
  for (const url of [`${COLLECTION}/`, `${GROUP_PATH}/*`]) {
    scope.route({ method: [...ALL_METHODS], url, onRequest: refuseUnknownPath, handler: nothing });
  }
}

function addDiscovery(scope: FastifyInstance): void {
  for (const [path, document] of Object.entries(DISCOVERY)) {
    scope.get(path, { onRequest: async (request) => requireJsonAccepted(request) }, async () => document);
    refuseOtherMethods(scope, path, ['GET']);
  }
}

async function list(context: ApiContext, request: FastifyRequest): Promise<object> {
  const apiRequest = requestOf(request);
  if (asksToWatch(apiRequest.query)) {
    throw new StatusError(watchNotSupported(SECURE_VALUES));
  }
  return secureValueList(await listSecureValues(context, apiRequest));
}

function listOrWatch(request: FastifyRequest): 'list' | 'watch' {
  return asksToWatch(queryOf(request.url)) ? 'watch' : 'list';
}

async function refuseUnknownPath(): Promise<void> {
  throw new StatusError(routeNotFound());
}

/** For routes that a hook has answered already. */
async function nothing(): Promise<void> {}

/** Refuses before the body is read, as routing does. */
function refuseOtherMethods(scope: FastifyInstance, url: string, allowed: readonly HTTPMethods[]): void {
  scope.route({
    method: ALL_METHODS.filter((method) => !allowed.includes(method)),
    url,
    onRequest: async (_request, reply) => {
      reply.header('allow', allowed.join(', '));
      throw new StatusError(methodNotAllowed());
    },
    handler: nothing,
  });
}

function sendWritten(reply: FastifyReply, { stored, warnings }: Written): object {
  if (warnings.length > 0) {
    reply.header('warning', warningHeaders(warnings));
  }
  return secureValueObject(stored);
}

function requestOf(request: FastifyRequest): ApiRequest {
  const { namespace } = targetOf(request);
  if (namespace === undefined) {
    throw new StatusError(routeNotFound());
  }
  return { caller: callerOf(request), namespace, query: queryOf(request.url) };
}

function writeRequestOf(request: FastifyRequest): ApiWriteRequest {
  return { ...requestOf(request), bytes: bytesOf(request) };
}

function nameOf(request: FastifyRequest): string {
  const { name } = targetOf(request);
  if (name === undefined) {
    throw new StatusError(routeNotFound());
  }
  return name;
}

import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import { GROUP_PATH, VERSION_PATH, type ResourceKind } from '../../src/domain/api-group.ts';
import type { Verb } from '../../src/domain/permissions.ts';
import { notFound, routeNotFound } from '../../src/domain/status.ts';
import { nothing, refuseOtherMethods, refuseUnknownPath, refuseUnknownPaths } from '../api/refused-routes.ts';
import { targetOf } from '../api/pipeline.ts';
import { asksToWatch } from '../api/query-options.ts';
import { queryOf } from '../http/query.ts';
import { StatusError } from '../http/status-error.ts';
import { admit, type Asked } from './admit.ts';
import type { Forwarder } from './forwarder.ts';
import { groupPath, RESOURCES } from './group-path.ts';

/** One way to ask for something of a kind. */
interface Operation {
  readonly method: HTTPMethods;
  /** All that the caller must be allowed. */
  readonly verbs: (request: FastifyRequest) => readonly Verb[];
}

const COLLECTION: readonly Operation[] = [
  { method: 'GET', verbs: ({ url }) => [asksToWatch(queryOf(url)) ? 'watch' : 'list'] },
  { method: 'POST', verbs: () => ['create'] },
];

const ITEM: readonly Operation[] = [
  { method: 'GET', verbs: () => ['get'] },
  { method: 'PUT', verbs: () => ['update'] },
  // An apply patch makes what is not there (Kubernetes, "Server-Side Apply").
  { method: 'PATCH', verbs: (request) => (isApplyPatch(request) ? ['patch', 'create'] : ['patch']) },
  { method: 'DELETE', verbs: () => ['delete'] },
];

/** Activating is checked as the creation of a keeper is. */
const ACTIVATE: readonly Operation[] = [{ method: 'POST', verbs: () => ['create'] }];

/** What tells of the group and the server, and of nothing in them. */
const DISCOVERY: readonly string[] = [
  '/version',
  '/apis',
  GROUP_PATH,
  VERSION_PATH,
  '/openapi/v3',
  '/openapi/v3/version',
  '/openapi/v3/apis',
  `/openapi/v3${GROUP_PATH}`,
  `/openapi/v3${VERSION_PATH}`,
];

/**
 * The routes of the API group `secret.grafana.app` where a Grafana serves it: who asks is authenticated and authorised
 * here, then the request goes on. Only what is listed here goes on, by a path that is built anew; all else is answered
 * here, as the group itself would.
 */
export function addForwardedGroup(scope: FastifyInstance, forwarder: Forwarder): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request: FastifyRequest, payload: Readable, done) => done(null, payload));
  scope.addHook('onClose', async () => forwarder.close());

  for (const path of DISCOVERY) {
    scope.get(path, async (request, reply) => forwarder.forward(request, reply, path));
    refuseOtherMethods(scope, path, ['GET']);
  }
  for (const resource of RESOURCES) {
    const collection = `${VERSION_PATH}/namespaces/:namespace/${resource.plural}`;
    addOperations(scope, forwarder, collection, COLLECTION, { resource });
    addOperations(scope, forwarder, `${collection}/:name`, ITEM, { resource });
    refuseAllNamespaces(scope, resource);
    if (resource.kind === 'Keeper') {
      const subresource = 'activate';
      addOperations(scope, forwarder, `${collection}/:name/${subresource}`, ACTIVATE, { resource, subresource });
    }
  }
  refuseUnknownPaths(scope, `${GROUP_PATH}/*`);
  refuseUnknownPaths(scope, '/openapi/*');
}

function addOperations(
  scope: FastifyInstance,
  forwarder: Forwarder,
  url: string,
  operations: readonly Operation[],
  kind: Pick<Asked, 'resource' | 'subresource'>
): void {
  for (const { method, verbs } of operations) {
    scope.route({
      method,
      url,
      onRequest: async (request) => void pathOf(request, kind, verbs(request)),
      handler: async (request, reply) => forwarder.forward(request, reply, pathOf(request, kind, verbs(request))),
    });
  }
  refuseOtherMethods(
    scope,
    url,
    operations.map(({ method }) => method)
  );
}

/**
 * The path on the other side of what a caller may do.
 *
 * @throws StatusError 403, or 404 for what cannot be there.
 */
function pathOf(
  request: FastifyRequest,
  kind: Pick<Asked, 'resource' | 'subresource'>,
  verbs: readonly Verb[]
): string {
  const { namespace, name } = targetOf(request);
  const own = admit(request, { ...kind, namespace, name }, verbs);
  const path = groupPath({ ...kind, namespace: own, ...(name === undefined ? {} : { name }) });
  if (path === undefined) {
    throw new StatusError(name === undefined ? routeNotFound() : notFound(kind.resource, name));
  }
  return path;
}

/** Across namespaces nobody may do anything. */
function refuseAllNamespaces(scope: FastifyInstance, resource: ResourceKind): void {
  const url = `${VERSION_PATH}/${resource.plural}`;
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    admit(request, { resource, namespace: undefined, name: undefined }, ['list']);
    await refuseUnknownPath();
  };
  scope.get(url, { onRequest }, nothing);
  refuseOtherMethods(scope, url, ['GET']);
}

function isApplyPatch({ headers }: FastifyRequest): boolean {
  return /^\s*application\/apply-patch\b/i.test(headers['content-type'] ?? '');
}

import type { FastifyRequest } from 'fastify';
import type { ResourceKind } from '../../src/domain/api-group.ts';
import type { Verb } from '../../src/domain/permissions.ts';
import { forbidden, notAcceptable, unsupportedMediaType } from '../../src/domain/status.ts';
import { callerOf } from '../http/authentication.ts';
import { acceptsJson, isJsonContent, JSON_TYPE } from '../http/negotiation.ts';
import { StatusError } from '../http/status-error.ts';
import { authorize } from '../identity/authorize.ts';

/** What the path of a request names. */
export interface Target {
  /** Undefined for a request across namespaces. */
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

export function targetOf({ params }: FastifyRequest): Target {
  const known: Record<string, unknown> = typeof params === 'object' && params !== null ? { ...params } : {};
  return { namespace: textOf(known.namespace), name: textOf(known.name) };
}

/**
 * What happens before a body is read, in the order of Kubernetes' API server: authorisation first, so that who may not
 * ask learns nothing of what they asked for, then content negotiation.
 *
 * @param verbOf the verb, where it hangs on the query.
 * @throws StatusError 403, 406 or 415
 */
export function admit(
  resource: ResourceKind,
  verbOf: Verb | ((request: FastifyRequest) => Verb)
): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    requirePermission(request, resource, typeof verbOf === 'string' ? verbOf : verbOf(request));
    negotiate(request);
  };
}

/** @throws StatusError 406 */
export function requireJsonAccepted({ headers }: FastifyRequest): void {
  if (!acceptsJson(headers.accept)) {
    throw new StatusError(notAcceptable([JSON_TYPE]));
  }
}

function requirePermission(request: FastifyRequest, resource: ResourceKind, verb: Verb): void {
  const caller = callerOf(request);
  const attempt = { ...targetOf(request), verb, resource };
  const decision = authorize(caller, attempt);
  if (!decision.allowed) {
    throw new StatusError(forbidden({ ...attempt, user: caller.login, reason: decision.reason }));
  }
}

function negotiate(request: FastifyRequest): void {
  requireJsonAccepted(request);
  if (hasBody(request) && !isJsonContent(request.headers['content-type'])) {
    throw new StatusError(unsupportedMediaType([JSON_TYPE]));
  }
}

/** A POST or PUT has one even where it is empty; any other request only where it announces one (RFC 9112, section 6). */
function hasBody({ method, headers }: FastifyRequest): boolean {
  const announced = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return method === 'POST' || method === 'PUT' || (announced && method === 'DELETE');
}

function textOf(param: unknown): string | undefined {
  return typeof param === 'string' ? param : undefined;
}

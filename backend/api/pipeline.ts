import type { FastifyRequest } from 'fastify';
import type { ResourceKind } from '../../src/domain/api-group.ts';
import type { Verb } from '../../src/domain/permissions.ts';
import { forbidden, notAcceptable, unsupportedMediaType } from '../../src/domain/status.ts';
import { callerOf } from '../http/authentication.ts';
import {
  acceptsJson,
  JSON_OFFER,
  JSON_TYPE,
  MEDIA_TYPES,
  mediaTypeOf,
  preferredOffer,
  YAML_OFFER,
  type Offer,
} from '../http/negotiation.ts';
import { StatusError } from '../http/status-error.ts';
import { authorize, type Attempt } from '../identity/authorize.ts';
import type { Caller } from '../identity/caller.ts';

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

/** The formats that an operation writes and reads. */
export interface Formats {
  /** The preferred one first. */
  readonly answers: readonly Offer[];
  /** Media types of bodies. */
  readonly bodies: readonly string[];
  /** Whether a body without a `Content-Type` is taken for JSON. */
  readonly assumesJson: boolean;
}

const OBJECTS: readonly Offer[] = [JSON_OFFER, YAML_OFFER];

/** What objects are written and read in. */
export const OBJECT_FORMATS: Formats = { answers: OBJECTS, bodies: Object.values(MEDIA_TYPES), assumesJson: true };

/**
 * What happens before a body is read, in the order of Kubernetes' API server: authorisation first, so that who may not
 * ask learns nothing of what they asked for, then content negotiation.
 *
 * @param verbOf the verb, where it hangs on the query.
 * @throws StatusError 403, 406 or 415
 */
export function admit(
  resource: ResourceKind,
  verbOf: Verb | ((request: FastifyRequest) => Verb),
  formats: Formats = OBJECT_FORMATS
): (request: FastifyRequest) => Promise<void> {
  const permitted = permit(resource, verbOf);
  const negotiated = negotiate(formats);
  return async (request) => {
    await permitted(request);
    await negotiated(request);
  };
}

/**
 * The first half of {@link admit}.
 *
 * @param subresource such as `activate`. It needs what its object needs.
 */
export function permit(
  resource: ResourceKind,
  verbOf: Verb | ((request: FastifyRequest) => Verb),
  subresource?: string
): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const verb = typeof verbOf === 'string' ? verbOf : verbOf(request);
    requirePermission(callerOf(request), { ...targetOf(request), verb, resource, subresource });
  };
}

/**
 * @param refusalOf what speaks against it though the caller has the permission.
 * @throws StatusError 403
 */
export function requirePermission(
  caller: Caller,
  attempt: Attempt & { readonly subresource?: string },
  refusalOf: () => string | undefined = () => undefined
): void {
  const decision = authorize(caller, attempt);
  const reason = decision.allowed ? refusalOf() : decision.reason;
  if (reason !== undefined) {
    throw new StatusError(forbidden({ ...attempt, user: caller.login, reason }));
  }
}

/** The second half of {@link admit}. */
export function negotiate(formats: Formats): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    answerFormat(request, formats.answers);
    requireReadable(request, formats);
  };
}

/**
 * The form of an answer that the client likes best.
 *
 * @throws StatusError 406
 */
export function answerFormat({ headers }: FastifyRequest, offers: readonly Offer[] = OBJECTS): Offer {
  const offer = preferredOffer(headers.accept, offers);
  if (offer === undefined) {
    throw new StatusError(notAcceptable(Object.values(MEDIA_TYPES)));
  }
  return offer;
}

/** @throws StatusError 406 */
export function requireJsonAccepted({ headers }: FastifyRequest): void {
  if (!acceptsJson(headers.accept)) {
    throw new StatusError(notAcceptable([JSON_TYPE]));
  }
}

function requireReadable(request: FastifyRequest, { bodies, assumesJson }: Formats): void {
  const type = mediaTypeOf(request.headers['content-type']);
  const isReadable = type === undefined ? assumesJson : bodies.includes(type);
  if (hasBody(request) && !isReadable) {
    throw new StatusError(unsupportedMediaType(bodies));
  }
}

/** A POST, PUT or PATCH has one even where it is empty; any other request only where it announces one (RFC 9112, section 6). */
function hasBody({ method, headers }: FastifyRequest): boolean {
  const announced = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return method === 'POST' || method === 'PUT' || method === 'PATCH' || (announced && method === 'DELETE');
}

function textOf(param: unknown): string | undefined {
  return typeof param === 'string' ? param : undefined;
}

import { API_VERSION, GROUP, type ResourceKind } from './api-group.ts';
import { causesOf, joinedCauses, parseCauses, type StatusCause } from './causes.ts';
import { unknownFieldMessage, type FieldName } from './field-selector.ts';
import type { Finding } from './finding.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import type { Verb } from './permissions.ts';
import { quoted } from './quoted.ts';

/** The machine-readable reasons of a failure that the group uses (`metav1.StatusReason`). */
export const STATUS_REASONS = [
  'BadRequest',
  'Unauthorized',
  'Forbidden',
  'NotFound',
  'MethodNotAllowed',
  'NotAcceptable',
  'AlreadyExists',
  'Conflict',
  'RequestEntityTooLarge',
  'UnsupportedMediaType',
  'Invalid',
  'TooManyRequests',
  'InternalError',
  'ServiceUnavailable',
  'Timeout',
] as const;

export type StatusReason = (typeof STATUS_REASONS)[number];

/** What a status is about (`metav1.StatusDetails`). */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

interface StatusEnvelope {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A request that failed. Every object built here has its keys in the order in which Kubernetes writes them. */
export interface StatusFailure extends StatusEnvelope {
  readonly status: 'Failure';
  readonly message: string;
  /** Absent for failures that Kubernetes calls untyped. */
  readonly reason?: StatusReason;
  readonly details?: StatusDetails;
  /** The HTTP code; 0 where a parsed body set none. */
  readonly code: number;
}

/** A request that succeeded and has no object to show for it. */
export interface StatusSuccess extends StatusEnvelope {
  readonly status: 'Success';
  readonly details?: StatusDetails;
  readonly code: number;
}

export type Status = StatusFailure | StatusSuccess;

const ENVELOPE: StatusEnvelope = { kind: 'Status', apiVersion: 'v1', metadata: {} };

function failure(code: number, reason: StatusReason, message: string, details?: StatusDetails): StatusFailure {
  return {
    ...ENVELOPE,
    status: 'Failure',
    message,
    reason,
    ...(details === undefined ? {} : { details }),
    code,
  };
}

/** The details of a failure about a resource; of no object in particular where there is no name. */
function detailsOf(kind: string, name?: string): StatusDetails {
  return { ...(name ? { name } : {}), group: GROUP, kind };
}

function qualified(resource: string): string {
  return `${resource}.${GROUP}`;
}

/**
 * 422: fields break rules. The message lists each different cause once, `details.causes` lists all.
 *
 * @param kind a kind of the group, or any other (such as `CreateOptions`) with its own group.
 * @param findings in the order in which they are to be reported; for a secure value see `serverFindings`.
 */
export function invalid(
  kind: { readonly kind: string; readonly group?: string },
  name: string,
  findings: ReadonlyArray<Finding<string>>
): StatusFailure {
  const causes = causesOf(findings);
  const { kind: kindName, group = GROUP } = kind;
  return failure(422, 'Invalid', `${kindName}.${group} ${quoted(name)} is invalid: ${joinedCauses(causes)}`, {
    ...detailsOf(kindName, name),
    group,
    causes,
  });
}

/** 404: there is no such object. Grafana prints the singular resource name, where Kubernetes has the plural. */
export function notFound(resource: ResourceKind, name: string): StatusFailure {
  const { singular } = resource;
  return failure(404, 'NotFound', `${qualified(singular)} ${quoted(name)} not found`, detailsOf(singular, name));
}

/** 404: there is no such path. */
export function routeNotFound(): StatusFailure {
  return failure(404, 'NotFound', 'the server could not find the requested resource', {});
}

const ALREADY_EXISTS: Readonly<Record<ResourceKind['plural'], string>> = {
  securevalues: 'secure value already exists',
  keepers: 'keeper already exists',
};

/** 409: the name is taken. The phrase at the end is the one that Grafana's own page looks for. */
export function alreadyExists(resource: ResourceKind, name: string): StatusFailure {
  const { plural } = resource;
  const message = `${qualified(plural)} ${quoted(name)} already exists : ${ALREADY_EXISTS[plural]}`;
  return failure(409, 'AlreadyExists', message, detailsOf(plural, name));
}

const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again';

/** 409: the object has changed since the client read it, or something else is in the way. */
export function conflict(resource: ResourceKind, name: string, problem = MODIFIED): StatusFailure {
  const { plural } = resource;
  const message = `Operation cannot be fulfilled on ${qualified(plural)} ${quoted(name)}: ${problem}`;
  return failure(409, 'Conflict', message, detailsOf(plural, name));
}

/** Who was refused what. */
export interface Refusal {
  readonly resource: ResourceKind;
  /** Such as `activate`. */
  readonly subresource?: string;
  /** Absent where the request is about no object in particular, as in a list. */
  readonly name?: string;
  readonly verb: Verb;
  readonly user: string;
  /** Absent for a request across namespaces. */
  readonly namespace?: string;
  /** The authoriser's words. */
  readonly reason?: string;
}

/** 403: the caller may not. */
export function forbidden(refusal: Refusal): StatusFailure {
  const { resource, subresource, name, verb, user, namespace, reason = 'unauthorized request' } = refusal;
  const { plural } = resource;
  const object = name ? `${qualified(plural)} ${quoted(name)}` : qualified(plural);
  const target = subresource ? `${plural}/${subresource}` : plural;
  const scope = namespace ? `in the namespace ${quoted(namespace)}` : 'at the cluster scope';
  const message =
    `${object} is forbidden: User ${quoted(user)} cannot ${verb} resource ${quoted(target)} ` +
    `in API group ${quoted(GROUP)} ${scope}: ${reason}`;
  return failure(403, 'Forbidden', message, detailsOf(plural, name));
}

/** 400: the request cannot be understood. The message must not repeat the body: it may hold a value. */
export function badRequest(message: string): StatusFailure {
  return failure(400, 'BadRequest', message);
}

/** 400: the body is for another namespace than the URL. */
export function namespaceMismatch(): StatusFailure {
  return badRequest('the namespace of the provided object does not match the namespace sent on the request');
}

/** 400: the body of an update is for another name than the URL. */
export function nameMismatch(bodyName: string, urlName: string): StatusFailure {
  return badRequest(`the name of the object (${bodyName}) does not match the name on the URL (${urlName})`);
}

/** 400: the body of an update has no name. */
export function nameMissing(urlName: string): StatusFailure {
  return badRequest(`the name of the object (${urlName} based on URL) was undeterminable: name must be provided`);
}

/** 400: the body is of another API version than the URL. */
export function apiVersionMismatch(bodyVersion: string): StatusFailure {
  return badRequest(
    `the API version in the data (${bodyVersion}) does not match the expected API version (${API_VERSION})`
  );
}

/** 400: a field selector names a field that cannot be selected by. */
export function unknownFieldSelector(field: string, known?: readonly FieldName[]): StatusFailure {
  return badRequest(unknownFieldMessage(field, known));
}

/** 405: the path is there, the method is not. */
export function methodNotAllowed(): StatusFailure {
  return failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
}

/** 405: `?watch=true`. */
export function watchNotSupported(resource: ResourceKind): StatusFailure {
  const { plural } = resource;
  const message = `watch is not supported on resources of kind ${quoted(qualified(plural))}`;
  return failure(405, 'MethodNotAllowed', message, detailsOf(plural));
}

/** 406: `Accept` names nothing that the server can write. */
export function notAcceptable(accepted: readonly string[]): StatusFailure {
  return failure(406, 'NotAcceptable', `only the following media types are accepted: ${accepted.join(', ')}`);
}

/** 413: the body is longer than the limit, in bytes. */
export function payloadTooLarge(limitBytes: number): StatusFailure {
  return failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limitBytes}`);
}

/** 413: a patch does more than it may. */
export function tooManyOperations(count: number, max: number): StatusFailure {
  const message = `the allowed maximum operations in a JSON patch is ${max}, got ${count}`;
  return failure(413, 'RequestEntityTooLarge', `Request entity too large: ${message}`);
}

/** 422: a patch does not fit the object. Kubernetes stops before the colon; the problem must not repeat the patch. */
export function patchRefused(problem: string): StatusFailure {
  return failure(422, 'Invalid', `the server rejected our request due to an error in our request: ${problem}`, {});
}

/** 415: the body is in a format that the server does not read. */
export function unsupportedMediaType(accepted: readonly string[]): StatusFailure {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`;
  return failure(415, 'UnsupportedMediaType', message);
}

/** 429: too many requests of one caller; `retryAfterSeconds` belongs into `Retry-After`, too. */
export function tooManyRequests(retryAfterSeconds: number): StatusFailure {
  return failure(429, 'TooManyRequests', 'Too many requests, please try again later.', { retryAfterSeconds });
}

/** 500 without a reason: Kubernetes' answer to an error it has no type for. The text must tell nothing secret. */
export function internal(message: string): StatusFailure {
  return { ...ENVELOPE, status: 'Failure', message, code: 500 };
}

/** 503: the service is not ready, for example sealed or shutting down. */
export function serviceUnavailable(message: string): StatusFailure {
  return failure(503, 'ServiceUnavailable', message);
}

/** 503: the service has too much to do at once; `retryAfterSeconds` belongs into `Retry-After`, too. */
export function overloaded(retryAfterSeconds: number): StatusFailure {
  const message = 'the server is handling too many requests, please try again later';
  return failure(503, 'ServiceUnavailable', message, { retryAfterSeconds });
}

/**
 * 502: the server that the request was passed on to gave no answer that could be passed back. Kubernetes has no reason of
 * its own for it; clients treat it as any other service that is not there.
 */
export function badGateway(message: string): StatusFailure {
  return failure(502, 'ServiceUnavailable', message);
}

/** 408: the request was not all there in time. */
export function requestTimeout(): StatusFailure {
  return failure(408, 'Timeout', 'Timeout: the request did not arrive in time');
}

/** 431: the headers of the request are longer than the limit, in bytes. */
export function headersTooLarge(limitBytes: number): StatusFailure {
  return failure(431, 'BadRequest', `the headers of the request are too large: limit is ${limitBytes}`);
}

/** 504: the server gave up on the request; whether a write took place is not known. */
export function timeout(message = 'request did not complete within the allotted timeout'): StatusFailure {
  return failure(504, 'Timeout', `Timeout: ${message}`, {});
}

/** 200: done, and there is no object to show for it: it is deleted, or is none. */
export function succeeded(resource: ResourceKind, name: string): StatusSuccess {
  return { ...ENVELOPE, status: 'Success', details: { name, kind: resource.kind }, code: 200 };
}

/** 200: the object is deleted. */
export function deleted(resource: ResourceKind, name: string): StatusSuccess {
  return succeeded(resource, name);
}

/**
 * Reads the body of a failed request, for clients. Never throws. Members of the wrong type count as absent, and so does
 * a reason that is not known here: the code tells enough.
 *
 * @returns undefined for everything that is no Kubernetes failure, such as Grafana's own errors and proxies' pages.
 */
export function parseStatus(body: unknown): StatusFailure | undefined {
  if (!isJsonObject(body) || body.kind !== 'Status' || body.status !== 'Failure') {
    return undefined;
  }
  const reason = STATUS_REASONS.find((known) => known === body.reason);
  return {
    ...ENVELOPE,
    status: 'Failure',
    message: textOf(body.message) ?? '',
    ...(reason === undefined ? {} : { reason }),
    ...(isJsonObject(body.details) ? { details: parseDetails(body.details) } : {}),
    code: integerOf(body.code) ?? 0,
  };
}

function parseDetails(details: JsonObject): StatusDetails {
  const parsed: StatusDetails = {
    name: textOf(details.name),
    group: textOf(details.group),
    kind: textOf(details.kind),
    uid: textOf(details.uid),
    causes: parseCauses(details.causes),
    retryAfterSeconds: integerOf(details.retryAfterSeconds),
  };
  return Object.fromEntries(Object.entries(parsed).filter(([, member]) => member !== undefined));
}

function textOf(member: unknown): string | undefined {
  return typeof member === 'string' ? member : undefined;
}

function integerOf(member: unknown): number | undefined {
  return typeof member === 'number' && Number.isSafeInteger(member) ? member : undefined;
}

import { isFetchError } from '@grafana/runtime';
import type { StatusCause } from '../domain/causes';
import { parseStatus } from '../domain/status';

/** Everything that can go wrong with a call, told apart by what a person can do about it. */
export type ApiError =
  | { readonly kind: 'unauthorised' }
  | { readonly kind: 'forbidden' }
  /** This object is not there. */
  | { readonly kind: 'not-found' }
  /** The API group itself is not there. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'already-exists' }
  /** Somebody else changed the object since it was read. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'invalid'; readonly message: string; readonly causes: readonly StatusCause[] }
  /** Its message is left out on purpose: Kubernetes quotes the body that it could not read. */
  | { readonly kind: 'bad-request' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'server'; readonly status: number; readonly message: string }
  | { readonly kind: 'unexpected'; readonly status: number }
  /** The answer was a success, but not one of this API. */
  | { readonly kind: 'malformed' }
  /** The browser itself is offline. */
  | { readonly kind: 'offline' }
  /** The browser is online, but nobody answered. */
  | { readonly kind: 'network' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'cancelled' };

export class ApiFailure extends Error {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(error.kind);
    this.name = 'ApiFailure';
    this.error = error;
  }
}

/** What an answer of this status and with this body means, where it is not what it means to Kubernetes. */
export type ReadRefusal = (status: number, body: unknown) => ApiError | undefined;

/** What `getBackendSrv().fetch` throws, as one of our errors. */
export function toApiFailure(thrown: unknown, readRefusal?: ReadRefusal): ApiFailure {
  if (thrown instanceof ApiFailure) {
    return thrown;
  }
  return new ApiFailure(toApiError(thrown, readRefusal));
}

function toApiError(thrown: unknown, readRefusal: ReadRefusal | undefined): ApiError {
  if (!isFetchError<unknown>(thrown)) {
    return isAbort(thrown) ? { kind: 'cancelled' } : noConnection();
  }
  if (thrown.cancelled) {
    return { kind: 'cancelled' };
  }
  // Grafana reports a connection that never answered as status 0 or -1.
  if (thrown.status <= 0) {
    return noConnection();
  }
  return readRefusal?.(thrown.status, thrown.data) ?? fromResponse(thrown.status, thrown.data);
}

function fromResponse(httpStatus: number, body: unknown): ApiError {
  const status = parseStatus(body);
  switch (httpStatus) {
    case 400:
      return { kind: 'bad-request' };
    case 401:
      return { kind: 'unauthorised' };
    case 403:
      return { kind: 'forbidden' };
    case 404:
      // Kubernetes has the same reason for an unknown path; only an object has a name.
      return { kind: status?.reason === 'NotFound' && status.details?.name ? 'not-found' : 'unavailable' };
    case 409:
      return { kind: status?.reason === 'AlreadyExists' ? 'already-exists' : 'conflict' };
    case 413:
      return { kind: 'too-large' };
    case 422:
      return { kind: 'invalid', message: status?.message ?? '', causes: status?.details?.causes ?? [] };
    case 429:
      return { kind: 'rate-limited', retryAfterSeconds: status?.details?.retryAfterSeconds };
    case 504:
      return { kind: 'timeout' };
  }
  if (httpStatus >= 500) {
    return { kind: 'server', status: httpStatus, message: status?.message ?? '' };
  }
  return { kind: 'unexpected', status: httpStatus };
}

function noConnection(): ApiError {
  return { kind: navigator.onLine ? 'network' : 'offline' };
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

/** The error of a failed call; anything else that was thrown is a fault of ours, in reading the answer. */
export function apiErrorOf(thrown: unknown): ApiError {
  return thrown instanceof ApiFailure ? thrown.error : { kind: 'malformed' };
}

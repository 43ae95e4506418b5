import type { BackendSrvRequest, FetchError } from '@grafana/runtime';

/** What Grafana uses for a request that was given up: no HTTP status, so no handler takes it for an answer. */
const STATUS_CANCELLED = -1;

/** The error that `fetch` of Grafana's `backendSrv` throws for an answer outside 2xx. */
export function refusedError(config: BackendSrvRequest, response: Response, body: unknown): FetchError {
  return {
    status: response.status,
    statusText: response.statusText,
    data: errorData(body, response.statusText),
    config,
    traceId: response.headers.get('grafana-trace-id') ?? undefined,
  };
}

/** The error for a request that its caller, or a newer one of the same id, gave up. */
export function cancelledError(config: BackendSrvRequest): FetchError {
  return { status: STATUS_CANCELLED, statusText: 'Request was aborted', data: null, cancelled: true, config };
}

/** Handlers read `data.message`, whatever the server sent. */
function errorData(body: unknown, statusText: string): unknown {
  if (typeof body === 'string') {
    return { message: body === '' ? statusText : body, error: statusText, response: body };
  }
  if (body === null || typeof body !== 'object') {
    return { message: 'Unexpected error' };
  }
  if (!('message' in body) && 'error' in body && typeof body.error === 'string') {
    return { ...body, message: body.error };
  }
  return body;
}

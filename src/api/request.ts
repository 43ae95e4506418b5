import { getBackendSrv, type BackendSrvRequest } from '@grafana/runtime';
import { lastValueFrom, throwError, timeout } from 'rxjs';
import { ApiFailure, toApiFailure, type ReadRefusal } from './api-error';

/** How long one call may take before the page stops waiting for it. */
export const REQUEST_TIMEOUT_MS = 30_000;

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path from Grafana's root, with every segment already encoded. */
  readonly url: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** How an API says no that is not Kubernetes'; what it leaves undefined is read as usual. */
  readonly readRefusal?: ReadRefusal;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * One JSON call through Grafana, without its toasts: errors are shown where they belong.
 *
 * @throws {ApiFailure} for every answer that is not a success, and for none in time
 */
export async function requestJson(request: ApiRequest): Promise<unknown> {
  const { method, url, params, body, readRefusal, timeoutMs = REQUEST_TIMEOUT_MS, signal } = request;
  const options: BackendSrvRequest = {
    method,
    url,
    params,
    data: body,
    abortSignal: signal,
    showErrorAlert: false,
    showSuccessAlert: false,
    // The inspector keeps request bodies, and a body may hold a value.
    hideFromInspector: true,
  };
  const response$ = getBackendSrv()
    .fetch<unknown>(options)
    .pipe(timeout({ each: timeoutMs, with: () => throwError(() => new ApiFailure({ kind: 'timeout' })) }));
  try {
    const response = await lastValueFrom(response$);
    return response.data;
  } catch (thrown) {
    throw toApiFailure(thrown, readRefusal);
  }
}

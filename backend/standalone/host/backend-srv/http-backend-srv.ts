import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';
import type { ToastContent } from '../toasts/toast';
import { cancelledError, refusedError } from './fetch-error';
import { InFlightRequests } from './in-flight';
import { refusalToast, successToast } from './request-toast';
import { fromRoot, isLocalUrl, requestUrl } from './request-url';
import { responseBody } from './response-body';

/** How long a caller has to say `isHandled` on the error it caught before a toast tells the user (Grafana's figure). */
export const HANDLED_GRACE_MS = 50;

const STATUS_UNAUTHORIZED = 401;

type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface BackendSrvDependencies {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly notify: (toast: ToastContent) => void;
  /** The session is gone: a local call was answered 401. */
  readonly onSignedOut: () => void;
  /** Throws for a path that leaves its place (`..`). */
  readonly validatePath: (path: string) => string;
  readonly orgId: number;
}

/** Grafana's `BackendSrv` over `fetch`, for one signed-in user of this server. */
export class HttpBackendSrv implements BackendSrv {
  readonly #deps: BackendSrvDependencies;
  readonly #inFlight = new InFlightRequests();

  constructor(deps: BackendSrvDependencies) {
    this.#deps = deps;
  }

  /** Starts on subscription; unsubscribing gives the request up. Throws a `FetchError`, or `TypeError` off line. */
  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return this.#observe(options, async (response, emit) => {
      // The caller's word on what the server answers, as in Grafana; nothing here could check it.
      const data = (await responseBody(response, options.responseType)) as T;
      const toast = successToast(options, data);
      if (toast) {
        this.#deps.notify(toast);
      }
      emit(fetchResponse(options, response, data));
    });
  }

  /** Each piece of a long answer as it comes (a Kubernetes watch), then one `undefined`. */
  chunked(options: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    return this.#observe(options, async (response, emit) => {
      const reader = response.body?.getReader();
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
        emit(fetchResponse(options, response, piece.value));
      }
      emit(fetchResponse(options, response, undefined));
    });
  }

  async request<T = unknown>(options: BackendSrvRequest): Promise<T> {
    return (await lastValueFrom(this.fetch<T>(options))).data;
  }

  datasourceRequest<T = unknown>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return lastValueFrom(this.fetch<T>(options));
  }

  get<T>(
    url: string,
    params?: Record<string, unknown>,
    requestId?: string,
    options?: Partial<BackendSrvRequest>
  ): Promise<T> {
    return this.request<T>({ ...options, method: 'GET', url, params, requestId });
  }

  post<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.#send<T>('POST', url, data, options);
  }

  put<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.#send<T>('PUT', url, data, options);
  }

  patch<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.#send<T>('PATCH', url, data, options);
  }

  delete<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.#send<T>('DELETE', url, data, options);
  }

  #send<T>(method: Verb, url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method, url, data });
  }

  #observe<R>(
    options: BackendSrvRequest,
    read: (response: Response, emit: (result: R) => void) => Promise<void>
  ): Observable<R> {
    return new Observable<R>((subscriber) => {
      const controller = new AbortController();
      const signals = [controller.signal, ...(options.abortSignal ? [options.abortSignal] : [])];
      const signal = AbortSignal.any(signals);
      const end = options.requestId ? this.#inFlight.begin(options.requestId, controller) : undefined;

      const run = async () => {
        const response = await this.#deps.fetch(this.#url(options), requestInit(options, this.#deps.orgId, signal));
        if (!response.ok) {
          throw this.#refused(options, response, await responseBody(response, undefined));
        }
        await read(response, (result) => subscriber.next(result));
      };

      run()
        .then(
          () => subscriber.complete(),
          (error: unknown) => subscriber.error(signal.aborted ? cancelledError(options) : error)
        )
        .finally(end);

      return () => controller.abort();
    });
  }

  #url({ url, params, validatePath: mustValidate }: BackendSrvRequest): string {
    return requestUrl(fromRoot(mustValidate ? this.#deps.validatePath(url) : url), params);
  }

  #refused(options: BackendSrvRequest, response: Response, body: unknown): FetchError {
    const error = refusedError(options, response, body);
    if (error.status === STATUS_UNAUTHORIZED && isLocalUrl(options.url)) {
      this.#deps.onSignedOut();
      return error;
    }
    setTimeout(() => {
      const toast = refusalToast(error);
      if (toast) {
        this.#deps.notify(toast);
      }
    }, HANDLED_GRACE_MS);
    return error;
  }
}

function requestInit(options: BackendSrvRequest, orgId: number, signal: AbortSignal): RequestInit {
  const headers = new Headers({ Accept: 'application/json, text/plain, */*' });
  if (isLocalUrl(options.url)) {
    headers.set('X-Grafana-Org-Id', String(orgId));
  }
  if (requestBody(options.data) !== undefined && !isSelfDescribing(options.data)) {
    headers.set('Content-Type', 'application/json');
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    headers.set(name, String(value));
  }
  return {
    method: options.method ?? 'GET',
    headers,
    body: requestBody(options.data),
    credentials: options.credentials ?? 'same-origin',
    signal,
  };
}

function requestBody(data: unknown): BodyInit | undefined {
  if (data === undefined || data === null) {
    return undefined;
  }
  return typeof data === 'string' || isSelfDescribing(data) ? data : JSON.stringify(data);
}

/** Bodies for which the browser writes the content type itself. */
function isSelfDescribing(data: unknown): data is Blob | FormData | URLSearchParams {
  return data instanceof Blob || data instanceof FormData || data instanceof URLSearchParams;
}

function fetchResponse<T>(config: BackendSrvRequest, response: Response, data: T): FetchResponse<T> {
  return {
    data,
    ok: response.ok,
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
    url: response.url,
    type: response.type,
    redirected: response.redirected,
    config,
    traceId: response.headers.get('grafana-trace-id') ?? undefined,
  };
}

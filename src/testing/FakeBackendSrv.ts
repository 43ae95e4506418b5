import type { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { defer, from, type Observable } from 'rxjs';

export interface Answer {
  readonly status: number;
  readonly data: unknown;
}

/** Instead of what the server would answer: something else, a broken connection, or silence. */
export type Fault = Answer | 'no-connection' | 'silence';

/** A server behind Grafana's `getBackendSrv`, which keeps what it was asked and fails when a test says so. */
export abstract class FakeBackendSrv implements BackendSrv {
  /** Everything that was asked, in order. */
  readonly requests: BackendSrvRequest[] = [];

  readonly #faults: Array<{ readonly match: (request: BackendSrvRequest) => boolean; readonly fault: Fault }> = [];

  protected abstract route(request: BackendSrvRequest): Answer;

  /** Answers the next request of this method, and with this in its path, with a fault, once. */
  failNext(method: string, fault: Fault, path = ''): void {
    this.#faults.push({
      match: (request) => (request.method ?? 'GET') === method && request.url.includes(path),
      fault,
    });
  }

  requestsOf(method: string): BackendSrvRequest[] {
    return this.requests.filter((request) => request.method === method);
  }

  fetch<T>(request: BackendSrvRequest): Observable<FetchResponse<T>> {
    return defer(() => from(this.#answer<T>(request)));
  }

  async #answer<T>(request: BackendSrvRequest): Promise<FetchResponse<T>> {
    this.requests.push(request);
    const fault = this.#takeFault(request);
    if (fault === 'silence') {
      return new Promise(() => undefined);
    }
    // As a browser's fetch.
    if (fault === 'no-connection') {
      throw new TypeError('Failed to fetch');
    }
    const { status, data } = fault ?? this.route(request);
    if (status >= 400) {
      const error: FetchError = { status, data, config: request };
      throw error;
    }
    // The type is the caller's claim, here as in Grafana.
    const body = JSON.parse(JSON.stringify(data)) as T;
    return {
      status,
      statusText: '',
      ok: true,
      data: body,
      headers: new Headers(),
      redirected: false,
      type: 'basic',
      url: request.url,
      config: request,
    };
  }

  #takeFault(request: BackendSrvRequest): Fault | undefined {
    const index = this.#faults.findIndex(({ match }) => match(request));
    return index === -1 ? undefined : this.#faults.splice(index, 1)[0]?.fault;
  }

  get = notFaked;
  post = notFaked;
  put = notFaked;
  patch = notFaked;
  delete = notFaked;
  request = notFaked;
  datasourceRequest = notFaked;
  chunked = notFaked;
}

function notFaked(): never {
  throw new Error('the plugin calls getBackendSrv().fetch alone');
}

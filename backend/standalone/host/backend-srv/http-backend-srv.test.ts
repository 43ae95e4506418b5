import type { FetchError } from '@grafana/runtime';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { lastValueFrom, toArray } from 'rxjs';
import { takeNodeWebApis } from '../testing/node-web-apis';
import type { ToastContent } from '../toasts/toast';
import { HANDLED_GRACE_MS, HttpBackendSrv } from './http-backend-srv';

takeNodeWebApis();

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

describe('HttpBackendSrv', () => {
  let server: Server;
  let base: string;
  let handler: Handler;
  let toasts: ToastContent[];
  let signedOut: number;
  let backendSrv: HttpBackendSrv;

  beforeAll(async () => {
    server = createServer((request, response) => void handler(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  beforeEach(() => {
    toasts = [];
    signedOut = 0;
    backendSrv = new HttpBackendSrv({
      fetch: (url, init) => fetch(new URL(url, base), init),
      notify: (toast) => toasts.push(toast),
      onSignedOut: () => (signedOut += 1),
      validatePath: (path) => {
        if (path.includes('..')) {
          throw new Error('Invalid path');
        }
        return path;
      },
      orgId: 7,
    });
  });

  function answer(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
    return (_request, response) => {
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
    };
  }

  /** The error that a request ends with. */
  async function failure(request: Promise<unknown>): Promise<FetchError> {
    const error = await request.then(
      () => undefined,
      (reason: FetchError) => reason
    );
    if (error === undefined) {
      throw new Error('The request went well');
    }
    return error;
  }

  const afterGrace = () => new Promise((resolve) => setTimeout(resolve, HANDLED_GRACE_MS * 2));

  it('sends what it is given, as JSON, and says for which organisation', async () => {
    let seen: unknown;
    handler = async (request, response) => {
      let body = '';
      for await (const chunk of request) {
        body += chunk;
      }
      const { accept, 'content-type': type, 'x-grafana-org-id': org, 'x-own': own } = request.headers;
      seen = { method: request.method, url: request.url, accept, type, org, own, body };
      response.end('{"ok":true}');
    };
    expect(await backendSrv.put('api/x?a=1', { b: 2 }, { params: { c: [3, 4] }, headers: { 'X-Own': 'yes' } })).toEqual(
      {
        ok: true,
      }
    );
    expect(seen).toEqual({
      method: 'PUT',
      url: '/api/x?a=1&c=3&c=4',
      accept: 'application/json, text/plain, */*',
      type: 'application/json',
      org: '7',
      own: 'yes',
      body: '{"b":2}',
    });
  });

  it('sends no body and no type where there is no data', async () => {
    let seen: unknown;
    handler = (request, response) => {
      seen = [request.headers['content-type'], request.headers['content-length'], request.method];
      response.end('{}');
    };
    await backendSrv.get('/api/x', { a: 1 });
    expect(seen).toEqual([undefined, undefined, 'GET']);
  });

  it('lets the caller name another type, as a patch needs', async () => {
    let type: unknown;
    handler = (request, response) => {
      type = request.headers['content-type'];
      response.end('{}');
    };
    await backendSrv.patch('/x', [], { headers: { 'Content-Type': 'application/json-patch+json' } });
    expect(type).toBe('application/json-patch+json');
  });

  it.each([
    ['JSON', undefined, '{"a":1}', { a: 1 }],
    ['text that is no JSON', undefined, '<html>', '<html>'],
    ['JSON as text', 'text' as const, '{"a":1}', '{"a":1}'],
  ])('reads %s', async (_what, responseType, body, expected) => {
    handler = answer(200, body);
    expect(await backendSrv.request({ url: '/x', responseType })).toEqual(expected);
  });

  it('reads bytes', async () => {
    handler = answer(200, 'abc');
    const buffer = await backendSrv.request<ArrayBuffer>({ url: '/x', responseType: 'arraybuffer' });
    expect(Buffer.from(buffer).toString()).toBe('abc');
    const blob = await backendSrv.request<Blob>({ url: '/x', responseType: 'blob' });
    expect(await blob.text()).toBe('abc');
  });

  it('gives the answer with its status, headers and trace', async () => {
    handler = answer(201, { a: 1 }, { 'grafana-trace-id': 't1', warning: '299 - "unknown field"' });
    const response = await lastValueFrom(backendSrv.fetch({ url: '/x', method: 'POST' }));
    expect(response).toMatchObject({ status: 201, ok: true, data: { a: 1 }, traceId: 't1', config: { url: '/x' } });
    expect(response.headers.get('warning')).toBe('299 - "unknown field"');
  });

  it('asks on subscription, once per subscription', async () => {
    let requests = 0;
    handler = (_request, response) => {
      requests += 1;
      response.end('{}');
    };
    const response = backendSrv.fetch({ url: '/x' });
    expect(requests).toBe(0);
    await lastValueFrom(response);
    await lastValueFrom(response);
    expect(requests).toBe(2);
  });

  it('throws a refusal as Grafana does, and shows it unless the caller handles it', async () => {
    const status = { kind: 'Status', reason: 'Invalid', message: 'name: too long', code: 422 };
    handler = answer(422, status, { 'grafana-trace-id': 't2' });
    const error = await failure(backendSrv.post('/api/x', {}));
    expect(error).toMatchObject({ status: 422, statusText: 'Unprocessable Entity', data: status, traceId: 't2' });
    await afterGrace();
    expect(toasts).toEqual([{ severity: 'warning', title: 'Validation failed', text: 'name: too long' }]);

    toasts = [];
    const handled = await failure(backendSrv.post('/api/x', {}));
    handled.isHandled = true;
    await afterGrace();
    expect(toasts).toEqual([]);
  });

  it.each([
    ['404 page not found\n', { message: '404 page not found\n', error: 'Not Found', response: '404 page not found\n' }],
    ['', { message: 'Not Found', error: 'Not Found', response: '' }],
    ['{"error":"gone"}', { message: 'gone', error: 'gone' }],
    ['null', { message: 'Unexpected error' }],
  ])('gives the refusal %j a message', async (body, data) => {
    handler = answer(404, body);
    expect((await failure(backendSrv.get('/x', undefined, undefined, { showErrorAlert: false }))).data).toEqual(data);
  });

  it('says a success in the words of the server', async () => {
    handler = answer(200, { message: 'Saved' });
    await backendSrv.post('/api/x', {});
    await backendSrv.post('/api/x', {}, { showSuccessAlert: false });
    expect(toasts).toEqual([{ severity: 'success', title: 'Saved' }]);
  });

  it('leaves for the sign-in on 401, and shows nothing', async () => {
    handler = answer(401, { message: 'Unauthorized' });
    expect(await failure(backendSrv.get('/api/x'))).toMatchObject({ status: 401 });
    await afterGrace();
    expect([signedOut, toasts]).toEqual([1, []]);
  });

  it('stays where it is when another server answers 401', async () => {
    handler = answer(401, {});
    expect(await failure(backendSrv.get(`${base}/x`))).toMatchObject({ status: 401 });
    expect(signedOut).toBe(0);
  });

  describe('a request that is given up', () => {
    const CANCELLED = { cancelled: true, status: -1, statusText: 'Request was aborted', data: null };

    it('by its signal ends as cancelled', async () => {
      const controller = new AbortController();
      handler = () => controller.abort();
      expect(await failure(backendSrv.request({ url: '/x', abortSignal: controller.signal }))).toMatchObject(CANCELLED);
    });

    it('by a signal that was given already never starts', async () => {
      let requests = 0;
      handler = () => void (requests += 1);
      const abortSignal = AbortSignal.abort();
      expect(await failure(backendSrv.request({ url: '/x', abortSignal }))).toMatchObject(CANCELLED);
      expect(requests).toBe(0);
    });

    it('by a newer one of the same id ends as cancelled, and the newer one goes on', async () => {
      handler = ({ url }, response) => void (url === '/second' && response.end('"second"'));
      const arrived = once(server, 'request');
      const old = failure(backendSrv.request({ url: '/first', requestId: 'list' }));
      await arrived;
      expect(await backendSrv.request({ url: '/second', requestId: 'list' })).toBe('second');
      expect(await old).toMatchObject(CANCELLED);
    });

    it('by unsubscribing closes the connection', async () => {
      handler = () => {};
      const arrived = once(server, 'request');
      const subscription = backendSrv.fetch({ url: '/x' }).subscribe();
      const [request] = await arrived;
      const closed = once(request.socket, 'close');
      subscription.unsubscribe();
      await closed;
    });
  });

  it('throws what fetch throws when the server is gone', async () => {
    handler = (_request, response) => void response.destroy();
    await expect(backendSrv.get('/x')).rejects.toThrow('fetch failed');
    expect(toasts).toEqual([]);
  });

  it('gives a long answer piece by piece, then an end', async () => {
    handler = async (_request, response) => {
      response.write('one');
      await new Promise((resolve) => setTimeout(resolve, 20));
      response.end('two');
    };
    const pieces = await lastValueFrom(backendSrv.chunked({ url: '/x' }).pipe(toArray()));
    const texts = pieces.map(({ data }) => data && Buffer.from(data).toString());
    expect(texts).toEqual(['one', 'two', undefined]);
  });

  it('refuses a path that climbs, if asked to look', async () => {
    await expect(backendSrv.request({ url: '/api/../x', validatePath: true })).rejects.toThrow('Invalid path');
  });
});

import { once } from 'node:events';
import { request, type IncomingMessage, type RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { ADMIN_TOKEN, SECURE_VALUES_PATH as PATH, type Answer, type ServedApp } from '../http/testing/served-app.ts';
import { rawRequest } from '../http/testing/raw-request.ts';
import { FRONT_TOKEN, serveForwarding } from './testing/forwarding-pair.ts';
import { SELF_SIGNED } from './testing/self-signed.ts';
import { scriptedServer, scriptedSockets, type ScriptedServer } from './testing/scripted-server.ts';

/** How long a test waits before it fails, in milliseconds. */
const PATIENCE_MS = 20_000;

const AS_FRONT = { authorization: `Bearer ${FRONT_TOKEN}` };
const VALUE = 'QqFaultCanaryQq-0123456789';
const SECRET = { metadata: { name: 'a' }, spec: { description: 'd', value: VALUE } };

const open: Array<{ close: () => Promise<void> }> = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) {
    await each.close();
  }
});

function kept<T extends { close: () => Promise<void> }>(closable: T): T {
  open.push(closable);
  return closable;
}

async function grafana(listener: RequestListener): Promise<ScriptedServer> {
  return kept(await scriptedServer(listener));
}

async function front(url: URL, env: NodeJS.ProcessEnv = {}): Promise<ServedApp> {
  return kept(await serveForwarding(url.href, { env }));
}

function get(app: ServedApp, path = PATH, headers: Record<string, string> = {}): Promise<Answer> {
  return app.send('GET', path, undefined, { ...AS_FRONT, ...headers });
}

function expectFault(answer: Answer, code: number, reason: string, message: RegExp, app: ServedApp, url: URL): void {
  expect(answer.status).toBe(code);
  expect(answer.json).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: expect.stringMatching(message),
    reason,
    ...(reason === 'Timeout' ? { details: {} } : {}),
    code,
  });
  for (const text of [answer.text, app.log()]) {
    expect(text).not.toContain(ADMIN_TOKEN);
    expect(text).not.toContain(VALUE);
  }
  expect(answer.text).not.toContain(url.port);
}

describe('what the Grafana gets', () => {
  it('is the credential of the service, and none of the caller', async () => {
    const server = await grafana((_request, response) => response.end('{}'));
    const app = await front(server.url);
    await rawRequest(app.port, [
      `GET ${PATH}?auth_token=stolen&limit=5 HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: Bearer ${FRONT_TOKEN}`,
      'Cookie: grafana_session=theirs; strongroom_session=ours',
      'Connection: keep-alive, X-Private, Authorization',
      'X-Private: 1',
      'Keep-Alive: timeout=5',
      'TE: trailers',
      'Proxy-Authorization: Basic eDp5',
      'Upgrade: h2c',
      'X-Grafana-Org-Id: 7',
      'X-Grafana-Context: {}',
      'X-Strongroom-Grafana-Token: guess',
      'X-Forwarded-For: 192.0.2.1',
      'Accept: application/json;as=Table;g=meta.k8s.io;v=v1',
      'User-Agent: kubectl/1.32',
    ]);
    const [sent] = server.requests;
    expect(sent?.url).toBe(`${PATH}?limit=5`);
    expect(sent?.headers).toEqual({
      host: server.url.host,
      connection: 'keep-alive',
      authorization: `Bearer ${ADMIN_TOKEN}`,
      accept: 'application/json;as=Table;g=meta.k8s.io;v=v1',
      'accept-encoding': 'identity',
      'user-agent': 'kubectl/1.32',
      via: expect.stringMatching(/^1\.1 strongroom-[0-9a-f]{16}$/),
    });
  });

  it('is a path below its own', async () => {
    const server = await grafana((_request, response) => response.end('{}'));
    const app = await front(new URL('/sub/grafana/', server.url));
    await get(app);
    await get(app, '/apis');
    expect(server.requests.map(({ url }) => url)).toEqual([`/sub/grafana${PATH}`, '/sub/grafana/apis']);
  });

  it.each([
    `${PATH}/..%2f..%2f..%2f..%2f..%2fapi%2fadmin`,
    `${PATH}/%2e%2e`,
    `${PATH}/..`,
    `${PATH}/../../../../../../api/users`,
    `${PATH}/a%2fb`,
    `${PATH}/a/b`,
    `${PATH}/`,
    `${PATH}//a`,
    `${PATH}/a%00`,
    `${PATH}/%252e%252e`,
    `${PATH}/a%3fx=1`,
    `${PATH}/a%0d%0aX:1`,
    '/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards',
    '/apis/secret.grafana.app/v1/namespaces/default/securevalues',
    '/apis/secret.grafana.app/v1beta1/namespaces/default/other',
    '/apis/secret.grafana.app/v1beta1/namespaces/../securevalues',
    '/apis/secret.grafana.app/v1beta1/namespaces/%2e%2e/securevalues',
    '/apis/secret.grafana.app/v1beta1/securevalues',
    '/apis/secret.grafana.app%2f..%2fother',
    '/openapi/v3/apis/dashboard.grafana.app/v1beta1',
    '/openapi/v2',
    '/api/users',
    '//apis/secret.grafana.app/v1beta1',
  ])('is no request for %s', async (path) => {
    const server = await grafana((_request, response) => response.end('{}'));
    const app = await front(server.url);
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await rawRequest(app.port, [
        `${method} ${path} HTTP/1.1`,
        'Host: 127.0.0.1',
        `Authorization: Bearer ${FRONT_TOKEN}`,
        'Content-Length: 0',
      ]);
      expect(answer).toMatch(/^HTTP\/1\.1 (400|403|404|405) /);
    }
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['DELETE', PATH],
    ['PUT', PATH],
    ['HEAD', PATH],
    ['POST', `${PATH}/a`],
    ['OPTIONS', '/apis'],
    ['POST', '/openapi/v3'],
  ])('is no %s of %s', async (method, path) => {
    const server = await grafana((_request, response) => response.end('{}'));
    const app = await front(server.url);
    const answer = await app.send(method, path, undefined, AS_FRONT);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).not.toContain(method);
    expect(server.requests).toEqual([]);
  });

  it('comes over connections that are kept', async () => {
    const server = await grafana((request, response) => request.resume().once('end', () => response.end('{}')));
    const app = await front(server.url);
    for (const _turn of [1, 2, 3]) {
      await get(app);
      await app.send('POST', PATH, SECRET, AS_FRONT);
    }
    expect(server.requests).toHaveLength(6);
    expect(server.connections()).toBe(1);
  });
});

describe('what the caller gets', () => {
  it('is the answer as it is, less what the Grafana says to browsers', async () => {
    const server = await grafana((_request, response) =>
      response
        .writeHead(409, [
          ...['Content-Type', 'application/json; charset=x', 'Warning', '299 - "a, b"', 'Warning', '299 - "c"'],
          ...['Set-Cookie', 'grafana_session=x', 'Access-Control-Allow-Origin', '*', 'Clear-Site-Data', '"*"'],
          ...['Cache-Control', 'public', 'Content-Security-Policy', '', 'X-Frame-Options', 'allow', 'Audit-Id', '7'],
          ...['Connection', 'X-Hop', 'X-Hop', '1', 'Retry-After', '3'],
        ])
        .end('{ "kind":"Status" , "n":1e2}')
    );
    const app = await front(server.url);
    const { status, text, headers } = await get(app);
    expect({ status, text }).toEqual({ status: 409, text: '{ "kind":"Status" , "n":1e2}' });
    expect(headers.get('content-type')).toBe('application/json; charset=x');
    expect(headers.get('warning')).toBe('299 - "a, b", 299 - "c"');
    expect(headers.get('retry-after')).toBe('3');
    expect(headers.get('audit-id')).toBe('7');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    for (const name of ['set-cookie', 'access-control-allow-origin', 'clear-site-data', 'x-hop']) {
      expect(headers.has(name)).toBe(false);
    }
  });

  it.each([400, 401, 403, 404, 409, 422, 429, 500, 503])('is a %i as it is, asked for once', async (code) => {
    const server = await grafana((_request, response) => response.writeHead(code).end(`body of ${code}`));
    const app = await front(server.url);
    const { status, text } = await get(app);
    expect({ status, text }).toEqual({ status: code, text: `body of ${code}` });
    expect(server.requests).toHaveLength(1);
    expect(app.log().includes('refuses SECRETS_UPSTREAM_TOKEN')).toBe(code === 401);
  });

  it('begins before the answer has ended', async () => {
    const server = await grafana((_request, response) => response.write('first '));
    const app = await front(server.url);
    const lines = [`GET ${PATH} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${FRONT_TOKEN}`];
    expect(await rawRequest(app.port, lines, (received) => received.includes('first '))).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('reaches the Grafana before the body has ended', async () => {
    const begun = Promise.withResolvers<string>();
    const server = await grafana((incoming) => incoming.once('data', (chunk) => begun.resolve(String(chunk))));
    const app = await front(server.url);
    const socket = connect(app.port, '127.0.0.1');
    socket.write(`POST ${PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${FRONT_TOKEN}\r\n`);
    socket.write('Content-Length: 100\r\n\r\nbegun');
    expect(await begun.promise).toBe('begun');
    socket.destroy();
  });

  it('is an end without an end where the answer breaks off', async () => {
    const server = await grafana((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    });
    const app = await front(server.url);
    await expect(get(app)).rejects.toThrow();
  });

  it('is an answer that came before the body was read', async () => {
    const server = await grafana((_request, response) => response.writeHead(413).end('enough'));
    const app = await front(server.url);
    const body = { ...SECRET, padding: 'x'.repeat(2_000_000) };
    const { status, text } = await app.send('POST', PATH, body, AS_FRONT);
    expect({ status, text }).toEqual({ status: 413, text: 'enough' });
  });
});

describe('a body over the limit', () => {
  const limit = { SECRETS_LIMIT_BODY_BYTES: '2000' };

  it('is refused unsent where it says so', async () => {
    const server = await grafana((_request, response) => response.end('{}'));
    const app = await front(server.url, limit);
    const answer = await app.send('POST', PATH, 'x'.repeat(2001), AS_FRONT);
    expect(answer.status).toBe(413);
    expect(server.requests).toEqual([]);
  });

  it('is refused as soon as it shows, and the Grafana never gets all of it', async () => {
    let isComplete: boolean | undefined;
    const server = await grafana((request, response) => {
      request.resume().once('close', () => (isComplete = request.complete));
      request.once('end', () => response.end('{}'));
    });
    const app = await front(server.url, limit);
    const chunk = `3e8\r\n${'x'.repeat(1000)}`;
    const answer = await rawRequest(
      app.port,
      [
        `POST ${PATH} HTTP/1.1`,
        'Host: 127.0.0.1',
        `Authorization: Bearer ${FRONT_TOKEN}`,
        'Content-Type: application/json',
        'Transfer-Encoding: chunked',
        '',
        chunk,
        chunk,
        chunk,
      ],
      (received) => received.includes('limit is 2000')
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(isComplete).not.toBe(true);
    expect((await get(app)).status).toBe(200);
  });
});

describe('without an answer', () => {
  it('it is 503 where nobody listens', async () => {
    const server = await scriptedServer(() => undefined);
    await server.close();
    const app = await front(server.url);
    const message = /cannot be reached; check that it runs, and SECRETS_UPSTREAM_URL$/;
    expectFault(await get(app), 503, 'ServiceUnavailable', message, app, server.url);
    await app.logged('"fault":"unreachable","cause":"ECONNREFUSED"');
  });

  it.each<[string, (socket: Socket) => void]>([
    ['closes', (socket) => socket.once('data', () => socket.destroy())],
    ['resets', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['does not speak HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')],
    ['breaks the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nBad Header\r\n\r\n')],
    ['smuggles', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab')],
    [
      'switches protocols',
      (socket) => socket.end('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    ],
  ])('it is 502 where the other side %s', async (_what, onSocket) => {
    const server = kept(await scriptedSockets(onSocket));
    const app = await front(server.url);
    const answer = await app.send('POST', PATH, SECRET, AS_FRONT);
    expectFault(answer, 502, 'ServiceUnavailable', /no proper answer; .* not known$/, app, server.url);
  });

  it.each([301, 302, 303, 307, 308])('it is 502 for a redirect (%i), which nobody follows', async (code) => {
    const elsewhere = await grafana((_request, response) => response.end('{}'));
    const server = await grafana((_request, response) =>
      response.writeHead(code, { location: elsewhere.url.href }).end()
    );
    const app = await front(server.url);
    expectFault(await get(app), 502, 'ServiceUnavailable', /redirect, which is not followed/, app, server.url);
    expect(elsewhere.requests).toEqual([]);
  });

  it('it is 502 where the address leads back', async () => {
    const target: { url?: string } = {};
    const relay = await grafana((incoming, response) => {
      const headers = { ...incoming.headers, authorization: AS_FRONT.authorization };
      request(`${target.url}${incoming.url}`, { headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      }).end();
    });
    const app = await front(relay.url);
    target.url = app.url;
    expectFault(await get(app), 502, 'ServiceUnavailable', /leads back to this service/, app, relay.url);
    expect(relay.requests).toHaveLength(1);
  });

  it('it is 502 where the certificate is not trusted, and nothing is sent', async () => {
    const server = kept(await scriptedServer((_request, response) => response.end('{}'), SELF_SIGNED));
    const app = await front(server.url);
    expectFault(await get(app), 502, 'ServiceUnavailable', /certificate that is not trusted/, app, server.url);
    expect(server.requests).toEqual([]);
  });
});

describe('a caller who hangs up', () => {
  it('ends the request to the Grafana', async () => {
    const arrived = Promise.withResolvers<IncomingMessage>();
    const server = await grafana((incoming) => arrived.resolve(incoming));
    const app = await front(server.url);
    const socket = connect(app.port, '127.0.0.1');
    socket.write(`GET ${PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${FRONT_TOKEN}\r\n\r\n`);
    const incoming = await arrived.promise;
    const ended = once(incoming, 'error', { signal: AbortSignal.timeout(PATIENCE_MS) });
    socket.destroy();
    expect(await ended).toEqual([expect.objectContaining({ code: 'ECONNRESET' })]);
    await app.logged('request aborted');
    expect(app.log()).not.toContain('gives no answer');
  });
});

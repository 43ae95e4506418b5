import { ADMIN_TOKEN, AS_ADMIN, SECURE_VALUES_PATH as PATH, serve, type ServedApp } from './testing/served-app.ts';
import { abandonedRequest, rawRequest } from './testing/raw-request.ts';

const valid = { metadata: { name: 'a' }, spec: { description: 'd', value: 'v' } };

let app: ServedApp;
beforeEach(async () => {
  app = await serve();
});
afterEach(() => app.close());

async function sessionCookie(): Promise<string> {
  const answer = await app.send('POST', '/login', { user: 'admin', password: ADMIN_TOKEN }, {});
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('the host', () => {
  const asHost = (host: string, path = '/healthz') =>
    rawRequest(app.port, [`GET ${path} HTTP/1.1`, `Host: ${host}`, `Authorization: Bearer ${ADMIN_TOKEN}`]);

  it.each(['127.0.0.1', '127.0.0.1:3000', 'localhost:8080', 'LOCALHOST', '[::1]:3000'])('is this: %s', async (host) => {
    expect(await asHost(host)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:3000', '192.0.2.1', '', 'a@127.0.0.1'])(
    'is not this: %s',
    async (host) => {
      for (const path of ['/healthz', PATH, '/login']) {
        expect(await asHost(host, path)).toMatch(/^HTTP\/1\.1 4(21|00) /);
      }
    }
  );

  it('is named once', async () => {
    const head = ['GET /healthz HTTP/1.1', 'Host: 127.0.0.1', 'Host: 127.0.0.1'];
    expect(await rawRequest(app.port, head)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('requests from pages', () => {
  const post = async (source: Record<string, string>) =>
    app.send('POST', PATH, valid, { cookie: await sessionCookie(), ...source });

  it('act with the session of their own origin', async () => {
    const source = { origin: app.url, 'sec-fetch-site': 'same-origin' };
    expect((await post(source)).status).toBe(201);
  });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ])('of another origin change nothing: %j', async (source) => {
    const answer = await post(source as Record<string, string>);
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ message: 'origin not allowed' });
    expect(await app.vault.list('default')).toEqual([]);
  });

  it('of another origin do not sign anybody in or out', async () => {
    const evil = { origin: 'https://evil.example' };
    const cookie = await sessionCookie();
    expect((await app.send('POST', '/login', { user: 'admin', password: ADMIN_TOKEN }, evil)).status).toBe(403);
    expect((await app.send('POST', '/logout', undefined, { cookie, ...evil })).status).toBe(403);
    expect((await app.send('GET', PATH, undefined, { cookie })).status).toBe(200);
  });

  it('of any origin may use a token, which no browser adds by itself', async () => {
    const answer = await app.send('POST', PATH, valid, { ...AS_ADMIN, origin: 'https://automation.example' });
    expect(answer.status).toBe(201);
  });
});

describe('bodies', () => {
  const tooLarge = (limit: number) =>
    `{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Request entity too large: limit is ${limit}","reason":"RequestEntityTooLarge","code":413}`;

  it('have to be within the limit, whether they say their length or not', async () => {
    const small = await serve({ env: { SECRETS_LIMIT_BODY_BYTES: '2000' } });
    try {
      const announced = await small.send('POST', PATH, 'x'.repeat(2001));
      expect([announced.status, announced.text]).toEqual([413, tooLarge(2000)]);

      const head = ['Host: 127.0.0.1', `Authorization: Bearer ${ADMIN_TOKEN}`, 'Transfer-Encoding: chunked'];
      // The last chunk never comes: the answer does not wait for it.
      const endless = [`POST ${PATH} HTTP/1.1`, ...head, '', '7d1', 'x'.repeat(2001)];
      expect(await rawRequest(small.port, endless, (received) => received.includes('"code":413'))).toMatch(
        /^HTTP\/1\.1 413 /
      );
    } finally {
      await small.close();
    }
  });

  it('of 3 MiB are the largest', async () => {
    const padded = (length: number) => JSON.stringify(valid).padEnd(length, ' ');
    expect((await app.send('POST', PATH, padded(3_145_728))).status).toBe(201);
    expect((await app.send('POST', PATH, padded(3_145_729))).text).toBe(tooLarge(3_145_728));
  });

  it('that end too early change nothing', async () => {
    const text = JSON.stringify(valid);
    const head = [`POST ${PATH} HTTP/1.1`, 'Host: 127.0.0.1', `Authorization: Bearer ${ADMIN_TOKEN}`];
    await abandonedRequest(app.port, [...head, `Content-Length: ${text.length + 10}`, '', text]);
    await app.logged('request aborted');
    expect(await app.vault.list('default')).toEqual([]);
  });
});

describe('every answer', () => {
  it.each([
    ['GET', '/healthz'],
    ['GET', PATH],
    ['POST', PATH],
    ['GET', '/nonsense'],
    ['GET', '/login'],
  ])('is kept from caches and frames: %s %s', async (method, path) => {
    const { headers } = await app.send(method, path, method === 'POST' ? '{' : undefined);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(headers.has('etag')).toBe(false);
  });

  it('is as it is, whatever encodings the client reads', async () => {
    const { headers } = await app.send('GET', PATH, undefined, { ...AS_ADMIN, 'accept-encoding': 'gzip, br' });
    expect(headers.has('content-encoding')).toBe(false);
  });

  it('leaves one line in the log, by which it can be found, and no header or query', async () => {
    const { headers } = await app.send('GET', `${PATH}/some-name?labelSelector=quite`);
    const line =
      app
        .log()
        .split('\n')
        .find((candidate) => candidate.includes('"msg":"request"')) ?? '{}';
    expect(JSON.parse(line)).toEqual({
      level: 30,
      time: expect.any(String),
      reqId: headers.get('x-request-id'),
      method: 'GET',
      route: '/apis/secret.grafana.app/v1beta1/namespaces/:namespace/securevalues/:name',
      status: 404,
      ms: expect.any(Number),
      msg: 'request',
    });
    for (const hidden of ['some-name', 'quite', ADMIN_TOKEN, 'Bearer', '127.0.0.1:']) {
      expect(app.log().replace(/.*Server listening.*/, '')).not.toContain(hidden);
    }
  });
});

describe('health', () => {
  it('is told to everybody', async () => {
    const [live, ready] = [
      await app.send('GET', '/healthz', undefined, {}),
      await app.send('GET', '/readyz', undefined, {}),
    ];
    expect([live.status, live.text, ready.status, ready.text]).toEqual([
      200,
      '{"status":"ok"}',
      200,
      '{"status":"ok"}',
    ]);
  });
});

describe('unknown paths', () => {
  it('are told to everybody, except among the APIs', async () => {
    expect((await app.send('GET', '/nonsense', undefined, {})).text).toBe(
      '{"message":"Not found","messageId":"not-found","statusCode":404,"traceID":""}'
    );
    expect((await app.send('GET', '/api/nonsense', undefined, {})).status).toBe(401);
    expect((await app.send('GET', '/api/nonsense')).status).toBe(404);
  });

  it('do not have their bodies read', async () => {
    const head = [
      'POST /nonsense HTTP/1.1',
      'Host: 127.0.0.1',
      'Content-Type: application/json',
      'Content-Length: 1000',
    ];
    expect(await rawRequest(app.port, head)).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('a fault of the service', () => {
  const CANARY = 'QqCanaryQq';

  it.each([
    [
      PATH,
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server could not complete the request","code":500}',
    ],
    ['/api/nonsense', '{"message":"the server could not complete the request","statusCode":500,"traceID":""}'],
  ])('tells nothing of its cause, neither on %s nor in the log', async (path, expected) => {
    const faulty = await serve({
      authenticators: [
        async () => {
          throw new TypeError(`bad ${CANARY}`, { cause: CANARY });
        },
      ],
    });
    try {
      const answer = await faulty.send('GET', path);
      expect([answer.status, answer.text]).toEqual([500, expected]);
      expect(faulty.log()).toContain('"err":{"type":"TypeError","at":["at ');
      expect(faulty.log()).not.toContain(CANARY);
    } finally {
      await faulty.close();
    }
  });
});

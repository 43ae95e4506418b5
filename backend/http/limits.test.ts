import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { scriptedServer, type ScriptedServer } from '../upstream/testing/scripted-server.ts';
import { ADMIN_TOKEN, SECURE_VALUES_PATH as PATH, serve, type ServedApp } from './testing/served-app.ts';
import { rawRequest } from './testing/raw-request.ts';
import { SecretValue } from '../vault/secret-value.ts';
import { draftOf } from '../vault/testing/vault-place.ts';

/** How long a test waits before it fails, in milliseconds. */
const PATIENCE_MS = 20_000;

const AUTHORIZED = ['Host: 127.0.0.1', `Authorization: Bearer ${ADMIN_TOKEN}`];

let app: ServedApp;
let behind: ScriptedServer | undefined;
afterEach(async () => {
  await app.close();
  await behind?.close();
  behind = undefined;
});

async function other(): Promise<Record<string, string>> {
  const draft = {
    kind: 'management',
    role: 'Admin',
    permissions: [],
    namespace: 'default',
    lifetimeSeconds: 60,
  } as const;
  const { text } = await app.tokens.create(draft, 'test');
  return { authorization: `Bearer ${text.use(String)}` };
}

/** A request whose body never ends, once the service has asked for the body. */
async function unfinished(headers: readonly string[] = AUTHORIZED): Promise<Socket> {
  const socket = connect(app.port, '127.0.0.1');
  const lines = [`POST ${PATH} HTTP/1.1`, ...headers, 'Expect: 100-continue', 'Content-Length: 10'];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const [answer] = await once(socket, 'data', { signal: AbortSignal.timeout(PATIENCE_MS) });
  expect(String(answer)).toMatch(/^HTTP\/1\.1 100 /);
  return socket;
}

describe('too many requests of one caller in a minute', () => {
  const env = { SECRETS_LIMIT_REQUESTS_PER_MINUTE_PER_CALLER: '3' };

  it('are refused with 429, and others are let in', async () => {
    app = await serve({ env });
    const headers = await other();
    const codes: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      codes.push((await app.send('GET', PATH)).status);
    }
    expect(codes).toEqual([200, 200, 200, 429, 429]);
    const refused = await app.send('POST', PATH, { metadata: { name: 'a' }, spec: { description: 'd', value: 'v' } });
    const after = Number(refused.headers.get('retry-after'));
    expect(after).toBeGreaterThan(50);
    expect(after).toBeLessThanOrEqual(60);
    expect(refused.json).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Too many requests, please try again later.',
      reason: 'TooManyRequests',
      details: { retryAfterSeconds: after },
      code: 429,
    });
    expect(await app.vault.list('default')).toEqual([]);
    expect((await app.send('GET', PATH, undefined, headers)).status).toBe(200);
    expect((await app.send('GET', '/healthz', undefined, {})).status).toBe(200);
  });

  it('count anew after a minute', async () => {
    app = await serve({ env });
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => start);
    try {
      for (let turn = 0; turn < 4; turn++) {
        await app.send('GET', PATH);
      }
      clock.mockImplementation(() => start + 59_999);
      expect((await app.send('GET', PATH)).status).toBe(429);
      clock.mockImplementation(() => start + 60_000);
      expect((await app.send('GET', PATH)).status).toBe(200);
    } finally {
      clock.mockRestore();
    }
  });
});

describe('wrong tokens', () => {
  it('get 429 from their limit on, and hold up nobody with a right one', async () => {
    app = await serve({ env: { SECRETS_LIMIT_FAILED_TOKENS_PER_MINUTE: '2' } });
    const wrong = (n: number) => app.send('GET', PATH, undefined, { authorization: `Bearer wrong-${n}` });
    expect([(await wrong(1)).status, (await wrong(2)).status, (await wrong(3)).status]).toEqual([401, 401, 429]);
    const { headers, json } = await wrong(4);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(50);
    expect(json).toMatchObject({ kind: 'Status', reason: 'TooManyRequests', code: 429 });
    expect((await app.send('GET', PATH)).status).toBe(200);
    // Who shows nothing has guessed nothing.
    expect((await app.send('GET', PATH, undefined, {})).status).toBe(401);
  });
});

describe('too many requests at once', () => {
  it('of one caller are refused with 429 until one has ended, and others are let in', async () => {
    app = await serve({ env: { SECRETS_LIMIT_CONCURRENT_REQUESTS_PER_CALLER: '2' } });
    const headers = await other();
    const [first, second] = [await unfinished(), await unfinished()];
    const refused = await app.send('GET', PATH);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.json).toMatchObject({ reason: 'TooManyRequests', details: { retryAfterSeconds: 1 } });
    expect((await app.send('GET', PATH, undefined, headers)).status).toBe(200);

    first.destroy();
    await app.logged('request aborted');
    expect((await app.send('GET', PATH)).status).toBe(200);
    second.destroy();
  });

  it('of all are refused with 503 to who has most of them', async () => {
    app = await serve({ env: { SECRETS_LIMIT_CONCURRENT_REQUESTS: '2' } });
    const headers = await other();
    const open = [await unfinished(), await unfinished()];
    const refused = await app.send('GET', PATH);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.json).toMatchObject({ reason: 'ServiceUnavailable', details: { retryAfterSeconds: 1 }, code: 503 });
    expect((await app.send('GET', PATH, undefined, headers)).status).toBe(200);
    open.forEach((socket) => socket.destroy());
  });

  it('are not counted for longer than they last, however they end', async () => {
    app = await serve({ env: { SECRETS_LIMIT_CONCURRENT_REQUESTS_PER_CALLER: '1' } });
    for (const path of [PATH, `${PATH}/nope`, '/apis/nope', '/nope']) {
      expect((await app.send('GET', path)).status).not.toBe(429);
    }
    expect((await app.send('POST', PATH, '{')).status).toBe(400);
    expect((await app.send('GET', PATH)).status).toBe(200);
  });

  it('are let in by default, for 200 writers of one caller', async () => {
    app = await serve();
    const codes = await Promise.all(
      Array.from({ length: 200 }, async (_each, n) => {
        const body = { metadata: { name: `n${n}` }, spec: { description: 'd', value: 'v' } };
        return (await app.send('POST', PATH, body)).status;
      })
    );
    expect(new Set(codes)).toEqual(new Set([201]));
  });
});

describe('A14: what never becomes a request', () => {
  const status = (code: number, reason: string) => ({ kind: 'Status', apiVersion: 'v1', reason, code });
  const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
  const isWhole = (answer: string): boolean => answer.endsWith('}');

  it('is refused with 431 for headers over their limit, even far over it', async () => {
    app = await serve({ env: { SECRETS_LIMIT_HEADER_BYTES: '4096' } });
    for (const length of [4096, 100_000, 2_000_000]) {
      const answer = await rawRequest(
        app.port,
        [`GET ${PATH} HTTP/1.1`, ...AUTHORIZED, `X: ${'x'.repeat(length)}`],
        isWhole
      );
      expect(answer).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
      expect(bodyOf(answer)).toMatchObject(status(431, 'BadRequest'));
    }
    const fitting = [`GET ${PATH} HTTP/1.1`, ...AUTHORIZED, `X: ${'x'.repeat(3000)}`];
    expect(await rawRequest(app.port, fitting)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is logged by what the parser says of it, and without a word of it', async () => {
    app = await serve();
    const answer = await rawRequest(app.port, [`GET ${PATH} HTTP/1.1`, 'hunter2 : x'], isWhole);
    expect(bodyOf(answer)).toMatchObject(status(400, 'BadRequest'));
    await app.logged('a request could not be read');
    expect(app.log()).toContain('"code":"HPE_INVALID_HEADER_TOKEN"');
    expect(app.log()).not.toContain('hunter2');
  });

  const SMUGGLED = `DELETE ${PATH}/kept HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${ADMIN_TOKEN}\r\n\r\n`;
  const chunked = (rest: string): string => `0\r\n\r\n${rest}`;

  it.each<[string, readonly string[], string]>([
    ['two lengths', ['Content-Length: 0', `Content-Length: ${SMUGGLED.length}`], SMUGGLED],
    ['a list of lengths', [`Content-Length: 0, ${SMUGGLED.length}`], SMUGGLED],
    [
      'a length and chunks',
      [`Content-Length: ${chunked(SMUGGLED).length}`, 'Transfer-Encoding: chunked'],
      chunked(SMUGGLED),
    ],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 4'], chunked(SMUGGLED)],
    ['chunks that are not last', ['Transfer-Encoding: chunked, identity'], chunked(SMUGGLED)],
    ['no real chunks', ['Transfer-Encoding: xchunked'], chunked(SMUGGLED)],
    ['a space before the colon', ['Transfer-Encoding : chunked'], chunked(SMUGGLED)],
    ['a signed length', ['Content-Length: +0'], SMUGGLED],
    ['a length in hexadecimal', ['Content-Length: 0x0'], SMUGGLED],
    ['a folded header', ['X: a', ' Transfer-Encoding: chunked'], chunked(SMUGGLED)],
    ['a line feed alone', ['X: a\nTransfer-Encoding: chunked'], chunked(SMUGGLED)],
    ['a chunk of a wrong length', ['Transfer-Encoding: chunked'], `1\r\nab\r\n${chunked(SMUGGLED)}`],
    ['a chunk size that overflows', ['Transfer-Encoding: chunked'], `10000000000000000\r\na\r\n${chunked(SMUGGLED)}`],
  ])('is no request inside another: %s', async (_how, headers, body) => {
    app = await serve();
    await app.vault.create(draftOf('kept'), SecretValue.fromUtf8('v'), 'user:ada');
    const socket = connect(app.port, '127.0.0.1');
    socket.write([`GET ${PATH} HTTP/1.1`, ...AUTHORIZED, ...headers, '', body].join('\r\n'));
    let received = '';
    socket.on('data', (chunk) => (received += String(chunk)));
    await once(socket, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
    expect(received).toMatch(/HTTP\/1\.1 400 [^]*$/);
    expect(received).not.toContain('"status":"Success"');
    expect(await app.vault.get('default', 'kept')).toBeDefined();
  });

  it('is refused with 400 where it is no HTTP', async () => {
    app = await serve();
    const answer = await rawRequest(app.port, ['GET / HTTP/1.1', 'Host: 127.0.0.1', 'Bad Header: x'], isWhole);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(bodyOf(answer)).toMatchObject(status(400, 'BadRequest'));
  });

  it('is refused with 408 where headers or a body take too long, and others are answered meanwhile', async () => {
    app = await serve({ env: { SECRETS_LIMIT_HEADERS_SECONDS: '1', SECRETS_LIMIT_REQUEST_SECONDS: '1' } });
    const slow = connect(app.port, '127.0.0.1');
    slow.write(`GET ${PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n`);
    const body = await unfinished();
    expect((await app.send('GET', PATH)).status).toBe(200);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    for (const [answer] of await Promise.all([slow, body].map((socket) => once(socket, 'data', { signal })))) {
      expect(String(answer)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
      expect(bodyOf(String(answer))).toMatchObject(status(408, 'Timeout'));
    }
    await Promise.all([slow, body].map((socket) => once(socket.resume(), 'close', { signal })));
    expect(await app.vault.list('default')).toEqual([]);
  });

  it('is cut off, and nothing put into the middle of its answer, where that has begun', async () => {
    behind = await scriptedServer((_request, response) => response.writeHead(200).write('begun'));
    app = await serve({
      env: {
        SECRETS_UPSTREAM_URL: behind.url.href,
        SECRETS_UPSTREAM_TOKEN: ADMIN_TOKEN,
        SECRETS_LIMIT_HEADERS_SECONDS: '1',
        SECRETS_LIMIT_REQUEST_SECONDS: '1',
      },
    });
    const socket = await unfinished();
    let received = '';
    socket.on('data', (chunk) => (received += String(chunk)));
    await once(socket, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
    expect(received).toMatch(/^HTTP\/1\.1 200 [^]*begun/);
    expect(received).not.toContain('408');
  });
});

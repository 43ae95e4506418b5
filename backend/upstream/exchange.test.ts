import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { UpstreamConnections, type Exchange, type Patience } from './exchange.ts';
import { UpstreamError } from './upstream-error.ts';
import { scriptedServer, scriptedSockets, type ScriptedServer } from './testing/scripted-server.ts';

/** Longer than any of these tests takes. */
const NEVER_MS = 60_000;
const SOON_MS = 50;
const PATIENT: Patience = { connectMs: NEVER_MS, answerMs: NEVER_MS, idleMs: NEVER_MS };

let server: ScriptedServer;
let connections: UpstreamConnections;
afterEach(async () => {
  connections.close();
  await server.close();
});

function exchange(patience: Partial<Patience>, changes: Partial<Exchange> = {}) {
  connections = new UpstreamConnections(server.url, { ...PATIENT, ...patience });
  return connections.exchange({
    method: 'POST',
    path: '/',
    headers: {},
    body: undefined,
    bodyLimitBytes: 100_000_000,
    signal: new AbortController().signal,
    ...changes,
  });
}

describe('patience', () => {
  it('ends with a side that takes a connection and no handshake', async () => {
    server = await scriptedSockets(() => undefined, 'https');
    await expect(exchange({ connectMs: SOON_MS })).rejects.toMatchObject({ code: 'connect-timeout' });
  });

  it('ends with a side that does not answer', async () => {
    server = await scriptedServer(() => undefined);
    await expect(exchange({ answerMs: SOON_MS })).rejects.toMatchObject({ code: 'answer-timeout' });
  });

  it('ends with a side that drips its headers', async () => {
    server = await scriptedSockets((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX: ');
      const drip = setInterval(() => socket.write('x'), SOON_MS / 10);
      socket.once('close', () => clearInterval(drip));
    });
    await expect(exchange({ answerMs: 4 * SOON_MS, idleMs: SOON_MS * 20 })).rejects.toMatchObject({
      code: 'answer-timeout',
    });
  });

  it('ends with a side that stops in the middle of its answer', async () => {
    server = await scriptedServer((_request, response) => response.writeHead(200).write('half'));
    const answer = await exchange({ idleMs: SOON_MS });
    const [error] = await once(answer.resume(), 'error');
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ code: 'answer-timeout' });
  });

  it('ends with a side that stops to take the body', async () => {
    server = await scriptedServer((request) => request.socket.pause());
    const body = new PassThrough();
    const ended = exchange({ idleMs: SOON_MS }, { body });
    // More than the sockets of both sides hold.
    for (let piece = 0; piece < 32; piece++) {
      body.write(Buffer.alloc(1_000_000));
    }
    await expect(ended).rejects.toMatchObject({ code: 'answer-timeout' });
  });

  it('does not end with a caller who takes their time to send', async () => {
    server = await scriptedServer((request, response) => request.resume().once('end', () => response.end('ok')));
    const body = new PassThrough();
    const answering = exchange({ connectMs: SOON_MS * 4, answerMs: SOON_MS * 4, idleMs: SOON_MS }, { body });
    body.write('a');
    await new Promise((resolve) => setTimeout(resolve, SOON_MS * 6));
    body.end('b');
    expect((await answering).statusCode).toBe(200);
  });
});

describe('a body', () => {
  it('is wiped piece by piece as it leaves', async () => {
    const received: Buffer[] = [];
    server = await scriptedServer((request, response) => {
      request.on('data', (chunk: Buffer) => received.push(Buffer.from(chunk)));
      request.once('end', () => response.end('ok'));
    });
    const body = new PassThrough();
    const pieces = ['first', 'second'].map((text) => Buffer.from(text));
    const answering = exchange({}, { body });
    pieces.forEach((piece) => body.write(piece));
    body.end();
    await answering;
    expect(Buffer.concat(received).toString()).toBe('firstsecond');
    expect(pieces.every((piece) => piece.every((byte) => byte === 0))).toBe(true);
  });
});

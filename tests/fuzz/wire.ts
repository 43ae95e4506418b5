import { once } from 'node:events';
import { Agent, request, validateHeaderName, validateHeaderValue } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** How long an answer may take on a busy machine before the request counts as hanging, in milliseconds. */
const PATIENCE_MS = 15_000;

export type HeaderLines = ReadonlyArray<readonly [name: string, value: string]>;

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** What stands in the request line, tricks and all. */
  readonly target: string;
  readonly headers: HeaderLines;
  readonly body: Uint8Array | undefined;
}

/** Bytes that only look like a request. */
export interface RawRequest {
  readonly bytes: Uint8Array;
  /** Whether the sender says so that no more will come: else the server would wait. */
  readonly endsEarly: boolean;
}

export interface WireAnswer {
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly contentType: string | undefined;
  /** All of it, headers included. */
  readonly head: string;
  readonly text: string;
}

/** What Node's client sends; the rest needs a socket of its own. */
const SENDABLE_TARGET = /^\/[\x21-\x7e]*$/;
/** To a HEAD that it cannot read, the server answers with a body, as it does not know better; that upsets the client. */
const SENDABLE_METHOD = /^(?!CONNECT$|HEAD$)[A-Z]+$/;

const HOST: ReadonlySet<string> = new Set(['host']);
const FRAMING: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding']);

/** Sends requests one after the other over connections that stay open. */
export class Wire {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(port: number) {
    this.#port = port;
  }

  close(): void {
    this.#agent.destroy();
  }

  send(wireRequest: WireRequest): Promise<WireAnswer> {
    return isSendable(wireRequest)
      ? this.#sendByClient(wireRequest)
      : this.sendRaw({ bytes: written(wireRequest), endsEarly: promisesMore(wireRequest) });
  }

  /** Writes these bytes to a connection of their own, and reads until the server closes it. */
  async sendRaw({ bytes, endsEarly }: RawRequest): Promise<WireAnswer> {
    const socket = connect({ port: this.#port, host: '127.0.0.1', allowHalfOpen: true });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that has had enough may reset the connection, after its answer or instead of one.
    const closed = new Promise<void>((resolve) =>
      socket
        .once('end', resolve)
        .once('close', () => resolve())
        .on('error', () => resolve())
    );
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const gaveUp = once(signal, 'abort').then(() => {
      throw new Error('a connection hangs');
    });
    try {
      socket.write(bytes);
      if (endsEarly) {
        socket.end();
      }
      await Promise.race([closed, gaveUp]);
      return parsedAnswer(Buffer.concat(chunks).toString('latin1'));
    } finally {
      socket.destroy();
      gaveUp.catch(() => undefined);
    }
  }

  #sendByClient({ method, target, headers, body }: WireRequest): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const outgoing = request({
        agent: this.#agent,
        host: '127.0.0.1',
        port: this.#port,
        method,
        path: target,
        headers: framed(headers, body).flat(),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      outgoing.once('error', reject);
      outgoing.once('response', (response) => {
        buffer(response).then(
          (bytes) =>
            resolve({
              status: response.statusCode ?? 0,
              contentType: response.headers['content-type'],
              head: response.rawHeaders.join('\n'),
              text: bytes.toString(),
            }),
          reject
        );
      });
      outgoing.end(body);
    });
  }
}

/** With a host and a length (RFC 9112, sections 3.2 and 6.2), where the request does not try something else. */
function framed(headers: HeaderLines, body: Uint8Array | undefined): HeaderLines {
  const has = (names: ReadonlySet<string>) => headers.some(([name]) => names.has(name.toLowerCase()));
  return [
    ...(has(HOST) ? [] : [['Host', '127.0.0.1'] as const]),
    ...headers,
    ...(has(FRAMING) || body === undefined ? [] : [['Content-Length', String(body.byteLength)] as const]),
  ];
}

/** Whether a request says that its body is longer than it is, so that the server waits for the rest. */
export function promisesMore({ headers, body = new Uint8Array() }: WireRequest): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'content-length' && Number(value) > body.byteLength);
}

function isSendable({ method, target, headers }: WireRequest): boolean {
  return SENDABLE_METHOD.test(method) && SENDABLE_TARGET.test(target) && headers.every(isSendableHeader);
}

function isSendableHeader([name, value]: readonly [string, string]): boolean {
  if (FRAMING.has(name.toLowerCase()) || name.toLowerCase() === 'expect') {
    return false;
  }
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a request that Node's client refuses to send. */
function written({ method, target, headers, body = new Uint8Array() }: WireRequest): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...framed(headers, body).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

/** The last of the answers on a connection that is not an invitation to go on. */
function parsedAnswer(received: string): WireAnswer {
  const [head = '', ...rest] = received.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, '').split('\r\n\r\n');
  const [, status = '0'] = /^HTTP\/1\.1 (\d{3})/.exec(head) ?? [];
  const [, contentType] = /^content-type: (.*)$/im.exec(head) ?? [];
  const text = Buffer.from(rest.join('\r\n\r\n'), 'latin1').toString();
  return { status: Number(status), contentType: contentType?.trim(), head, text };
}

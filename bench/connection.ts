import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const STATUS = /^HTTP\/1\.1 (\d{3})/;
const LENGTH = /\r\ncontent-length: (\d+)/i;
const CLOSED = 'the connection was closed';

interface Waiter {
  readonly resolve: (status: number) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A connection that is kept alive, for one request at a time. It reads no more of an answer than where it ends, so that
 * the client takes as little as possible of the time that both of them share a machine.
 */
export class Connection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiter: Waiter | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#waiter?.reject(error));
    socket.on('close', () => this.#waiter?.reject(new Error(CLOSED)));
  }

  /** @param localAddress where it comes from. */
  static async open(port: number, localAddress = '127.0.0.1'): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Sends a request without a body, as it is, and gives the status of the answer once all of that is here. */
  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new Error(CLOSED));
        return;
      }
      this.#waiter = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiter = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.byteLength === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd < 0) {
      return;
    }
    const head = this.#received.toString('latin1', 0, headEnd);
    const [, status] = STATUS.exec(head) ?? [];
    const [, length] = LENGTH.exec(head) ?? [];
    if (status === undefined || length === undefined) {
      this.#waiter?.reject(new Error('the answer cannot be read'));
    } else if (this.#received.byteLength >= headEnd + HEAD_END.byteLength + Number(length)) {
      this.#received = Buffer.alloc(0);
      this.#waiter?.resolve(Number(status));
    }
  }
}

/** A lookup of a secret, to be sent as it is. */
export function lookupRequest(name: string, token: string): Buffer {
  const lines = [`GET /api/v1/secrets/${name}/decrypt HTTP/1.1`, 'host: 127.0.0.1', `authorization: Bearer ${token}`];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

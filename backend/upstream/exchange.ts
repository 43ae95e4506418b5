import {
  Agent as HttpAgent,
  request as requestHttp,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Readable } from 'node:stream';
import { payloadTooLarge } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';
import { sendBody } from './send-body.ts';
import { UpstreamError, upstreamError } from './upstream-error.ts';

/** How long the other side may take, in milliseconds. */
export interface Patience {
  /** To take a connection, TLS included. */
  readonly connectMs: number;
  /** To begin its answer, once it has the whole request. */
  readonly answerMs: number;
  /** Between two pieces of its answer, or before it takes more of the request. */
  readonly idleMs: number;
}

/** As long as a busy Grafana may need, and in all less than the 34 seconds after which Kubernetes gives up (§1.5). */
export const DEFAULT_PATIENCE: Patience = { connectMs: 3_000, answerMs: 30_000, idleMs: 30_000 };

/** A connection that nobody uses is closed before the other side is likely to do it. In milliseconds. */
const KEEP_IDLE_MS = 4_000;

export interface Exchange {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Readable | undefined;
  readonly bodyLimitBytes: number;
  /** Ends everything: nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Requests to one server, over connections that are kept. Certificates are checked; redirects are not followed. */
export class UpstreamConnections {
  readonly #origin: URL;
  readonly #patience: Patience;
  readonly #agent: HttpAgent;

  constructor(origin: URL, patience: Patience = DEFAULT_PATIENCE) {
    const options = { keepAlive: true, timeout: KEEP_IDLE_MS };
    this.#origin = origin;
    this.#patience = patience;
    this.#agent = origin.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
  }

  /**
   * Sends a request and returns as soon as the answer begins. That it goes on is watched: an answer that stops ends with
   * an error.
   *
   * @throws UpstreamError
   * @throws StatusError 413
   */
  exchange({ method, path, headers, body, bodyLimitBytes, signal }: Exchange): Promise<IncomingMessage> {
    const { protocol, hostname, port } = this.#origin;
    const send = protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const outgoing = send({
        protocol,
        hostname: hostname.replace(/^\[|\]$/g, ''),
        port,
        method,
        path,
        headers,
        agent: this.#agent,
        signal,
      });
      // Also for what comes after the answer has begun, and for a caller who has gone: nobody else listens.
      outgoing.on('error', (error) => reject(error instanceof StatusError ? error : upstreamError(error)));
      // A side that switches protocols has closed the connection, and that is no error to Node.
      outgoing.once('close', () => reject(new UpstreamError('broken')));
      watch(outgoing, this.#patience);
      outgoing.once('response', (answer) => {
        if (isRedirect(answer)) {
          outgoing.destroy(new UpstreamError('redirect'));
        } else {
          resolve(answer);
        }
      });
      if (body === undefined) {
        outgoing.end();
      } else {
        // It may refuse before it has seen any of the body.
        outgoing.flushHeaders();
        sendBody(body, outgoing, bodyLimitBytes, () =>
          outgoing.destroy(new StatusError(payloadTooLarge(bodyLimitBytes)))
        );
      }
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function isRedirect({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 300 && statusCode < 400;
}

/** Gives up on the other side, never on a caller who takes their time to send. */
function watch(outgoing: ClientRequest, { connectMs, answerMs, idleMs }: Patience): void {
  const giveUpAfter = (ms: number, error: () => UpstreamError): NodeJS.Timeout =>
    setTimeout(() => outgoing.destroy(error()), ms);
  const connecting = giveUpAfter(connectMs, () => new UpstreamError('connect-timeout'));
  let answering: NodeJS.Timeout | undefined;
  let answer: IncomingMessage | undefined;

  outgoing.once('socket', (socket) => {
    const isReady = socket instanceof TLSSocket ? !socket.connecting && outgoing.reusedSocket : !socket.connecting;
    if (isReady) {
      clearTimeout(connecting);
    } else {
      socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
    }
  });
  outgoing.once('finish', () => {
    answering = giveUpAfter(answerMs, () => new UpstreamError('answer-timeout'));
  });
  outgoing.once('response', (begun) => {
    clearTimeout(answering);
    answer = begun;
  });
  outgoing.setTimeout(idleMs, () => {
    if (answer !== undefined) {
      answer.destroy(new UpstreamError('answer-timeout'));
    } else if (outgoing.writableNeedDrain) {
      outgoing.destroy(new UpstreamError('answer-timeout'));
    }
  });
  outgoing.once('close', () => {
    clearTimeout(connecting);
    clearTimeout(answering);
  });
}

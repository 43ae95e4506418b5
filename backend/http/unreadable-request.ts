import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { badRequest, headersTooLarge, requestTimeout, type StatusFailure } from '../../src/domain/status.ts';

/** Time to read an answer while still sending, before the connection is closed. In milliseconds. */
const LINGER_MS = 1_000;

const REASON_PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/**
 * Answers what never became a request, or not all of one in time, and closes the connection. No route is known then, so
 * all get the `Status` of a Kubernetes API server.
 *
 * @param logger told why, by the code of the parser and never by what was sent.
 * @param answering the answer that is under way on a connection, if there is one: nothing can be said in its middle.
 */
export function unreadableRequestHandler(
  headerBytes: number,
  logger: FastifyBaseLogger,
  answering: (socket: Socket) => ServerResponse | undefined
): (error: Error, socket: Socket) => void {
  const answered = new WeakSet<Socket>();
  return (error, socket) => {
    const code = 'code' in error ? error.code : undefined;
    if (answered.has(socket)) {
      return;
    }
    answered.add(socket);
    logger.info({ code }, 'a request could not be read');
    const answer = answering(socket);
    if (answer?.req.complete) {
      // What cannot be read came behind a request that was all there: that one gets its own answer.
      answer.once('close', () => socket.end());
      return;
    }
    if (code === 'ECONNRESET' || !socket.writable || answer?.headersSent) {
      socket.destroy();
      return;
    }
    // Closing while the client is still sending would reset the connection, and the answer would be lost.
    const lingering = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(lingering));
    socket.end(written(statusOf(code, headerBytes)));
  };
}

function statusOf(code: unknown, headerBytes: number): StatusFailure {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return requestTimeout();
    case 'HPE_HEADER_OVERFLOW':
      return headersTooLarge(headerBytes);
    default:
      return { ...badRequest('the request is malformed'), code: 400 };
  }
}

function written(status: StatusFailure): string {
  const body = JSON.stringify(status);
  const lines = [
    `HTTP/1.1 ${status.code} ${REASON_PHRASES[status.code] ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

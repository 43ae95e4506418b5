import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badRequest, payloadTooLarge } from '../../src/domain/status.ts';
import { StatusError } from './status-error.ts';

/** A body that was longer than its limit, in bytes. What came of it is gone. */
class TooLong {
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }
}

/**
 * Lets the routes of a scope read their bodies as bytes, whatever the `Content-Type`: negotiation is for them. Nothing is
 * read before the `onRequest` hooks have let the request pass.
 */
export function addByteBodies(scope: FastifyInstance, limitBytes: number): void {
  scope.removeAllContentTypeParsers();
  // A body that is too long is no error here: Fastify would close the connection on an error, and a client that is still
  // sending would see a reset and no answer.
  scope.addContentTypeParser('*', async (_request: FastifyRequest, payload: Readable) =>
    readBytes(payload, limitBytes)
  );
  // Who reads a body wipes it sooner; a request can also end before anybody does.
  scope.addHook('onResponse', async ({ body }) => {
    if (Buffer.isBuffer(body)) {
      body.fill(0);
    }
  });
}

/**
 * The bytes of the body, empty where there is none; the caller wipes them.
 *
 * @throws StatusError 413
 */
export function bytesOf({ body }: FastifyRequest): Buffer {
  if (body instanceof TooLong) {
    throw new StatusError(payloadTooLarge(body.limitBytes));
  }
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Refuses a body that announces more than its limit, and asks for one that waits to be asked (RFC 9110, section 10.1.1). */
export function addBodyAnnouncements(app: FastifyInstance, limitBytes: number): void {
  app.addHook('preParsing', ({ headers }, reply, payload, done) => {
    if (Number(headers['content-length']) > limitBytes) {
      done(new StatusError(payloadTooLarge(limitBytes)));
      return;
    }
    if (headers.expect !== undefined) {
      reply.raw.writeContinue();
    }
    done(null, payload);
  });
}

/** Collects a body, and answers as soon as it is too long: what else comes is dropped as it arrives. */
function readBytes(payload: Readable, limitBytes: number): Promise<Buffer | TooLong> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void): void => {
      payload.off('data', onData).off('end', onEnd).off('error', onError);
      outcome();
      // The chunks are this request's own part of what the socket read.
      chunks.forEach((chunk) => chunk.fill(0));
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > limitBytes) {
        settle(() => resolve(new TooLong(limitBytes)));
        payload.resume();
      }
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(chunks)));
    const onError = (): void => settle(() => reject(new StatusError(badRequest('the request ended before its body'))));
    payload.on('data', onData).on('end', onEnd).on('error', onError);
  });
}

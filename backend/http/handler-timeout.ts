import type { FastifyInstance } from 'fastify';
import { timeout } from '../../src/domain/status.ts';
import { StatusError } from './status-error.ts';

/** A handler has taken too long. What it was doing may still come to be. */
export class HandlerTimeoutError extends StatusError {
  constructor() {
    super(timeout());
    this.name = 'HandlerTimeoutError';
  }
}

/**
 * Answers 504 where a handler takes too long. Fastify's own `handlerTimeout` ends with the body of a request, and so
 * before the handler of a request that has one.
 */
export function addHandlerTimeout(app: FastifyInstance, milliseconds: number): void {
  app.addHook('preHandler', (_request, reply, done) => {
    const timer = setTimeout(() => {
      if (!reply.sent) {
        reply.send(new HandlerTimeoutError());
      }
    }, milliseconds);
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  });
}

import type { FastifyInstance, HTTPMethods } from 'fastify';
import { methodNotAllowed, routeNotFound } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';

const ALL_METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Answers the methods that a path does not have with 405, before the body is read, as routing does. */
export function refuseOtherMethods(scope: FastifyInstance, url: string, allowed: readonly HTTPMethods[]): void {
  scope.route({
    method: ALL_METHODS.filter((method) => !allowed.includes(method)),
    url,
    onRequest: async (_request, reply) => {
      reply.header('allow', allowed.join(', '));
      throw new StatusError(methodNotAllowed());
    },
    handler: nothing,
  });
}

/** Answers a path with 404, whatever the method. */
export function refuseUnknownPaths(scope: FastifyInstance, url: string): void {
  scope.route({ method: [...ALL_METHODS], url, onRequest: refuseUnknownPath, handler: nothing });
}

export async function refuseUnknownPath(): Promise<void> {
  throw new StatusError(routeNotFound());
}

/** For routes that a hook has answered already. */
export async function nothing(): Promise<void> {}

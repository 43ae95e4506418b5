import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import type { Limits } from './limits.ts';
import { unreadableRequestHandler } from './unreadable-request.ts';

/** A certificate chain and its private key, PEM. */
export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** How often slow requests are looked for, in milliseconds. */
const CHECK_INTERVAL_MS = 1_000;

/**
 * How long a connection may be idle, in milliseconds. Longer than the 60 seconds of common load balancers: the one who may
 * send next has to be the first to close, or a request meets a connection that has just gone.
 */
const KEEP_ALIVE_MS = 72_000;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** The server under the app, and what answers requests that never reach it. */
export interface LimitedServer {
  readonly serverFactory: (listener: Listener) => Server;
  readonly clientErrorHandler: (error: Error, socket: Socket) => void;
}

/**
 * A server with limits on what comes before a request is one: 431 for headers that are too long, 408 for requests that
 * take too long. A request that waits to be asked for its body (`Expect: 100-continue`) goes to the app unasked, which
 * decides first whether it wants one.
 */
export function limitedServer(limits: Limits, tls: TlsFiles | undefined, logger: FastifyBaseLogger): LimitedServer {
  const answers = new WeakMap<Socket, ServerResponse>();
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersSeconds * 1000,
    requestTimeout: limits.requestSeconds * 1000,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  return {
    serverFactory: (listener) => {
      const listen: Listener = (request, response) => {
        answers.set(request.socket, response);
        listener(request, response);
      };
      const server =
        tls === undefined
          ? createHttpServer(options, listen)
          : createHttpsServer({ ...options, ...tls, minVersion: 'TLSv1.2' }, listen);
      return server.on('checkContinue', listen);
    },
    clientErrorHandler: unreadableRequestHandler(limits.headerBytes, logger, (socket) => {
      const answer = answers.get(socket);
      return answer?.writableFinished ? undefined : answer;
    }),
  };
}

import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';

/** A certificate chain and its private key, PEM. */
export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** All headers of a request have to be here within 20 seconds, the whole request within 60. In milliseconds. */
const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 60_000;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * The server under the app. A request that waits to be asked for its body (`Expect: 100-continue`) goes to the app unasked,
 * which decides first whether it wants one.
 */
export function createServer(listener: Listener, tls: TlsFiles | undefined): Server {
  const limits = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS };
  const server =
    tls === undefined
      ? createHttpServer(limits, listener)
      : createHttpsServer({ ...limits, ...tls, minVersion: 'TLSv1.2' }, listener);
  return server.on('checkContinue', listener);
}

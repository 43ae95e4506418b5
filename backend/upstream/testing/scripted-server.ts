import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';

/** A server that does what a test tells it to, on a port of its own. */
export interface ScriptedServer {
  readonly url: URL;
  /** What has come in, in order. */
  readonly requests: readonly IncomingMessage[];
  /** Connections that were ever made. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** Answers every request as `listener` says; with a certificate, by TLS. */
export async function scriptedServer(
  listener: RequestListener,
  tls?: { readonly cert: string; readonly key: string }
): Promise<ScriptedServer> {
  const requests: IncomingMessage[] = [];
  const listen: RequestListener = (request, response) => {
    requests.push(request);
    listener(request, response);
  };
  const server = tls === undefined ? createHttp(listen) : createHttps(tls, listen);
  return started(server, tls === undefined ? 'http' : 'https', requests);
}

/** Does with every connection what `onSocket` says; it need not speak HTTP. */
export async function scriptedSockets(
  onSocket: (socket: Socket) => void,
  protocol: 'http' | 'https' = 'http'
): Promise<ScriptedServer> {
  return started(createTcp(onSocket), protocol, []);
}

async function started(
  server: Server,
  protocol: string,
  requests: readonly IncomingMessage[]
): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`${protocol}://127.0.0.1:${port}`),
    requests,
    connections: () => connections,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}

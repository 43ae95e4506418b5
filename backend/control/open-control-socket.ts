import type { FastifyInstance } from 'fastify';
import { buildControlApp, type ControlOptions } from './control-app.ts';
import { listenForOwner } from './owner-only-socket.ts';
import { HAS_CONTROL_SOCKET } from './socket-path.ts';

/**
 * Opens the control socket, by which commands act on a running backend, where the platform has one. The caller has the
 * lock of its directory.
 */
export async function openControlSocket(path: string, options: ControlOptions): Promise<FastifyInstance | undefined> {
  if (!HAS_CONTROL_SOCKET) {
    return undefined;
  }
  const app = buildControlApp(options);
  try {
    await app.ready();
    await listenForOwner(app.server, path);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

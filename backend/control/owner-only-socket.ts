import { once } from 'node:events';
import { lstat, unlink } from 'node:fs/promises';
import type { Server } from 'node:net';
import { StartError } from '../start-error.ts';
import { systemErrorCode } from '../vault/system-error.ts';

/** Leaves read and write for the owner: who cannot write to a socket cannot connect to it (unix(7)). */
const OWNER_ONLY_UMASK = 0o177;

/**
 * Makes a server listen on a Unix socket that its owner alone can connect to, from its first moment on. One that an
 * earlier process left there is removed: whoever calls has the directory to itself.
 *
 * @throws StartError if there is something else at the path.
 */
export async function listenForOwner(server: Server, path: string): Promise<void> {
  await removeStaleSocket(path);
  const umask = process.umask(OWNER_ONLY_UMASK);
  try {
    // Binds before it returns, so that the mask is for this one file.
    server.listen(path);
  } finally {
    process.umask(umask);
  }
  await once(server, 'listening');
}

async function removeStaleSocket(path: string): Promise<void> {
  try {
    const found = await lstat(path);
    if (!found.isSocket()) {
      throw new StartError(`SECRETS_DATA_DIR: ${path} is not a socket, and in the way of one; move it elsewhere`);
    }
    await unlink(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') {
      throw error;
    }
  }
}

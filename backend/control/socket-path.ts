import { join } from 'node:path';
import { StartError } from '../start-error.ts';

const SOCKET_NAME = 'control.sock';

/** On Windows a socket has no owner, so there is none: commands there wait for the backend to stop. */
export const HAS_CONTROL_SOCKET = process.platform !== 'win32';

/** `sizeof(sun_path)`: 108 in Linux (unix(7)), 104 in macOS and the BSDs. One byte is for the zero at the end. */
export const SOCKET_PATH_MAX_BYTES = (process.platform === 'linux' ? 108 : 104) - 1;

/**
 * Where the control socket of a data directory is.
 *
 * @throws StartError if the path is longer than a Unix socket's can be.
 */
export function controlSocketPath(dataDir: string): string {
  const path = join(dataDir, SOCKET_NAME);
  const length = Buffer.byteLength(path);
  if (HAS_CONTROL_SOCKET && length > SOCKET_PATH_MAX_BYTES) {
    throw new StartError(
      `SECRETS_DATA_DIR: the path of ${SOCKET_NAME} in it has ${length} bytes, and a Unix socket's has at most ` +
        `${SOCKET_PATH_MAX_BYTES}; set a shorter path, such as one relative to the working directory`
    );
  }
  return path;
}

import { join } from 'node:path';
import { controlSocketPath, SOCKET_PATH_MAX_BYTES } from './socket-path.ts';

const NAME = 'control.sock';
const directoryFor = (length: number) => 'd'.repeat(length - `/${NAME}`.length);

describe('controlSocketPath', () => {
  it('is in the data directory, as that is spelt', () => {
    expect(controlSocketPath('/var/lib/strongroom')).toBe(join('/var/lib/strongroom', NAME));
    expect(controlSocketPath('./data')).toBe(join('data', NAME));
  });

  it('may be as long as a Unix socket allows', () => {
    expect(controlSocketPath(directoryFor(SOCKET_PATH_MAX_BYTES))).toHaveLength(SOCKET_PATH_MAX_BYTES);
  });

  it.each([
    ['characters', directoryFor(SOCKET_PATH_MAX_BYTES + 1), SOCKET_PATH_MAX_BYTES + 1],
    ['bytes', 'ü'.repeat(60), 133],
  ])('names the limit where it has too many %s', (_what, directory, length) => {
    expect(() => controlSocketPath(directory)).toThrow(
      expect.objectContaining({
        name: 'StartError',
        message:
          `SECRETS_DATA_DIR: the path of control.sock in it has ${length} bytes, and a Unix socket's has at most ` +
          `${SOCKET_PATH_MAX_BYTES}; set a shorter path, such as one relative to the working directory`,
      })
    );
  });
});

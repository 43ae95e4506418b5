import { once } from 'node:events';
import { connect } from 'node:net';

/** How long a test waits for an answer before it fails, in milliseconds. */
const PATIENCE_MS = 20_000;

/**
 * Sends exactly these lines and then nothing more, as no HTTP client would, and gives what comes back until `isEnough`.
 * Fails where the connection ends or nothing comes before.
 */
export async function rawRequest(
  port: number,
  lines: readonly string[],
  isEnough: (received: string) => boolean = (received) => received.includes('\r\n\r\n')
): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    await once(socket, 'connect', { signal });
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    let received = '';
    while (!isEnough(received)) {
      const [chunk] = await once(socket, 'data', { signal });
      received += String(chunk);
    }
    return received;
  } finally {
    socket.destroy();
  }
}

/** Sends these lines and hangs up, with the request unfinished. */
export async function abandonedRequest(port: number, lines: readonly string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE_MS) });
  await new Promise((resolve) => socket.write(`${lines.join('\r\n')}\r\n\r\n`, resolve));
  socket.destroy();
}

import type { Readable, Writable } from 'node:stream';

/**
 * Sends a body on as it comes in, no faster than it is taken, and wipes each piece that is out.
 *
 * @param onTooLong called once when more than `limitBytes` came. Then, and when `outgoing` closes early, the rest is dropped
 *   as it arrives: a caller who is still sending gets an answer, where a closed connection would be a reset.
 */
export function sendBody(body: Readable, outgoing: Writable, limitBytes: number, onTooLong: () => void): void {
  let length = 0;
  const stop = (): void => {
    body.off('data', onData).off('end', onEnd).off('error', onError).resume();
    outgoing.off('drain', onDrain).off('close', stop);
    body.on('error', ignore);
  };
  const onData = (chunk: Buffer): void => {
    length += chunk.length;
    if (length > limitBytes) {
      chunk.fill(0);
      stop();
      onTooLong();
    } else if (!outgoing.write(chunk, () => chunk.fill(0))) {
      body.pause();
    }
  };
  const onDrain = (): void => void body.resume();
  const onEnd = (): void => {
    stop();
    outgoing.end();
  };
  const onError = (error: Error): void => {
    stop();
    outgoing.destroy(error);
  };
  outgoing.on('drain', onDrain).on('close', stop);
  body.on('data', onData).on('end', onEnd).on('error', onError);
}

/** A caller who hangs up has been noticed elsewhere. */
function ignore(): void {}

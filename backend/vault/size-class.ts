import { VALUE_MAX_BYTES } from '../../src/domain/limits.ts';

/**
 * How many bytes of a value fit a class. A ciphertext is as long as its plaintext, so that without padding the
 * database would tell a password from a PIN; with it, only the class shows.
 */
export const SIZE_CLASSES = [64, 256, 1024, 4096, 16_384, VALUE_MAX_BYTES] as const;

/** An unsigned 32-bit big-endian length stands before the value, on top of the class: a full class stays one. */
export const LENGTH_PREFIX_BYTES = 4;

/**
 * The value, preceded by its length and followed by zeros up to the smallest class that holds it. The caller wipes
 * the result. Throws a RangeError above {@link VALUE_MAX_BYTES}.
 */
export function pad(value: Uint8Array): Buffer {
  const size = classOf(value.byteLength);
  if (size === undefined) {
    throw new RangeError(`a value has at most ${VALUE_MAX_BYTES} bytes`);
  }
  const padded = Buffer.alloc(LENGTH_PREFIX_BYTES + size);
  padded.writeUInt32BE(value.byteLength);
  padded.set(value, LENGTH_PREFIX_BYTES);
  return padded;
}

/** A copy of the value inside; undefined for anything that {@link pad} does not make. */
export function unpad(padded: Buffer): Buffer | undefined {
  if (padded.byteLength < LENGTH_PREFIX_BYTES) {
    return undefined;
  }
  const length = padded.readUInt32BE();
  const end = LENGTH_PREFIX_BYTES + length;
  const size = classOf(length);
  if (size === undefined || padded.byteLength !== LENGTH_PREFIX_BYTES + size || padded.subarray(end).some(Boolean)) {
    return undefined;
  }
  const value = Buffer.allocUnsafeSlow(length);
  padded.copy(value, 0, LENGTH_PREFIX_BYTES, end);
  return value;
}

function classOf(length: number): number | undefined {
  return SIZE_CLASSES.find((size) => length <= size);
}

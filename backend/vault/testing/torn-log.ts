import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** SQLite's write-ahead log, https://www.sqlite.org/fileformat2.html#walformat. In bytes. */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC_BIG_ENDIAN_SUMS = 0x377f0683;

/**
 * Writes bytes where a write-ahead log would have gone on, as a power cut leaves a frame that was being written. Gives
 * the number of whole frames up to the last that was committed; undefined where there is no log.
 */
export function tearLog(path: string, bytes: Buffer): number | undefined {
  const log = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  if (log.byteLength < HEADER_BYTES) {
    return undefined;
  }
  const { frames, end } = committedIn(log);
  const torn = Buffer.concat([log.subarray(0, end), bytes, log.subarray(end + bytes.byteLength)]);
  writeFileSync(path, torn);
  return frames;
}

/** How many frames are committed, and where the last of them ends. A frame counts where its salts and sums do. */
function committedIn(log: Buffer): { readonly frames: number; readonly end: number } {
  const isBigEndian = log.readUInt32BE(0) === MAGIC_BIG_ENDIAN_SUMS;
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
  let sums = sumsOf(log.subarray(0, 24), [0, 0], isBigEndian);
  let committed = { frames: 0, end: HEADER_BYTES };
  for (let start = HEADER_BYTES, count = 1; start + frameBytes <= log.byteLength; start += frameBytes, count += 1) {
    const frame = log.subarray(start, start + frameBytes);
    sums = sumsOf(frame.subarray(0, 8), sums, isBigEndian);
    sums = sumsOf(frame.subarray(FRAME_HEADER_BYTES), sums, isBigEndian);
    const hasSalts = frame.subarray(8, 16).equals(log.subarray(16, 24));
    if (!hasSalts || sums[0] !== frame.readUInt32BE(16) || sums[1] !== frame.readUInt32BE(20)) {
      break;
    }
    // The size of the database after a commit; zero in every other frame.
    if (frame.readUInt32BE(4) !== 0) {
      committed = { frames: count, end: start + frameBytes };
    }
  }
  return committed;
}

type Sums = readonly [number, number];

function sumsOf(bytes: Buffer, [first, second]: Sums, isBigEndian: boolean): Sums {
  const word = (at: number): number => (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  let [a, b] = [first, second];
  for (let at = 0; at < bytes.byteLength; at += 8) {
    a = (a + word(at) + b) >>> 0;
    b = (b + word(at + 4) + a) >>> 0;
  }
  return [a, b];
}

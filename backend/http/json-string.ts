import { JsonSyntaxError } from './json-syntax-error.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LOWER_U = 0x75;
const FIRST_PRINTABLE = 0x20;

const SHORT_ESCAPES: ReadonlyMap<number, number> = new Map([
  [QUOTE, QUOTE],
  [BACKSLASH, BACKSLASH],
  [0x2f, 0x2f],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
]);

/**
 * The position of the quote that closes a string.
 *
 * @param start the position after the opening quote.
 * @throws JsonSyntaxError where the string does not end, or holds a bare control character (RFC 8259, section 7).
 */
export function endOfString(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes.readUInt8(at);
    if (byte === QUOTE) {
      return at;
    }
    if (byte < FIRST_PRINTABLE) {
      throw JsonSyntaxError.expected('an escape for a control character', at);
    }
    if (byte === BACKSLASH) {
      at += 1;
    }
  }
  throw JsonSyntaxError.endOfInput();
}

/**
 * The UTF-8 bytes that the inside of a string stands for, in memory of their own that can be wiped.
 *
 * @throws JsonSyntaxError for an unknown escape, and for half a surrogate pair: it stands for no character, and to store
 *   another in its place would change what was written.
 */
export function unescaped(bytes: Buffer, start: number, end: number): Buffer {
  // No escape is shorter than what it stands for.
  const text = Buffer.alloc(end - start);
  let length = 0;
  let at = start;
  while (at < end) {
    const next = bytes.indexOf(BACKSLASH, at);
    const plainEnd = next === -1 || next > end ? end : next;
    length += bytes.copy(text, length, at, plainEnd);
    at = plainEnd;
    if (at < end) {
      const escape = readEscape(bytes, at);
      length += text.write(String.fromCodePoint(escape.codePoint), length);
      at = escape.end;
    }
  }
  return text.subarray(0, length);
}

interface Escape {
  readonly codePoint: number;
  readonly end: number;
}

function readEscape(bytes: Buffer, at: number): Escape {
  const kind = bytes.readUInt8(at + 1);
  const short = SHORT_ESCAPES.get(kind);
  if (short !== undefined) {
    return { codePoint: short, end: at + 2 };
  }
  const unit = kind === LOWER_U ? readHex(bytes, at + 2) : undefined;
  if (unit === undefined) {
    throw JsonSyntaxError.expected('an escape of JSON', at);
  }
  if (!isSurrogate(unit)) {
    return { codePoint: unit, end: at + 6 };
  }
  const low = bytes[at + 6] === BACKSLASH && bytes[at + 7] === LOWER_U ? readHex(bytes, at + 8) : undefined;
  if (unit >= 0xdc00 || low === undefined || low < 0xdc00 || low > 0xdfff) {
    throw JsonSyntaxError.expected('both halves of a surrogate pair', at);
  }
  return { codePoint: 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00), end: at + 12 };
}

/** Four hexadecimal digits. What is cut short by the end of the string holds its quote, which is no digit. */
function readHex(bytes: Buffer, at: number): number | undefined {
  const digits = bytes.toString('latin1', at, at + 4);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

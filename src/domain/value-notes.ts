/** What a person should know about a value they typed, though it is allowed. Forms choose their words by it. */
export type ValueNote =
  | 'white-space-only'
  | 'byte-order-mark'
  | 'leading-white-space'
  | 'trailing-white-space'
  | 'trailing-newline'
  | 'windows-line-breaks'
  | 'unpaired-surrogate';

/** Some editors write it before a text; most programs that read a value do not expect it. */
const BYTE_ORDER_MARK = '\uFEFF';
const UNPAIRED_SURROGATE = /\p{Surrogate}/u;

/**
 * Notes that never block: a value is stored as it was typed. White space alone is one note; line breaks alone at the
 * end (as `cat file` and editors leave them) are `trailing-newline`, any other white space there
 * `trailing-white-space`.
 */
export function valueNotes(text: string): ValueNote[] {
  const notes: ValueNote[] = [];
  const withoutEnd = text.trimEnd();
  if (text !== '' && withoutEnd === '') {
    return ['white-space-only'];
  }
  const isMarked = text.startsWith(BYTE_ORDER_MARK);
  if (isMarked) {
    notes.push('byte-order-mark');
  }
  const start = isMarked ? text.slice(1) : text;
  if (start.trimStart() !== start) {
    notes.push('leading-white-space');
  }
  if (withoutEnd !== text) {
    const end = text.slice(withoutEnd.length);
    notes.push(/^[\r\n]+$/.test(end) ? 'trailing-newline' : 'trailing-white-space');
  }
  if (text.includes('\r\n')) {
    notes.push('windows-line-breaks');
  }
  if (UNPAIRED_SURROGATE.test(text)) {
    notes.push('unpaired-surrogate');
  }
  return notes;
}

/**
 * The length of a value in UTF-8 bytes, which is what the limit counts. Counted in place: encoding would leave another
 * copy of the plaintext in memory. An unpaired surrogate counts three bytes, because UTF-8 encoders write the
 * replacement character U+FFFD for it (WHATWG Encoding Standard).
 */
export function valueByteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

/** Letters, marks, numbers, punctuation, symbols and the plain space: what Go's `strconv.IsPrint` shows as it is. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
]);

/**
 * A text in double quotes as Kubernetes prints names and bad values: Go's `%q`. No control character, line break or
 * invisible character of the input survives into a message or a log.
 */
export function quoted(text: string): string {
  let body = '';
  for (const character of text) {
    body += SHORT_ESCAPES.get(character) ?? (PRINTABLE.test(character) ? character : escaped(character));
  }
  return `"${body}"`;
}

function escaped(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  if (isSurrogate(codePoint)) {
    // Go reads JSON's unpaired surrogates as the replacement character, which it prints as it is.
    return '\uFFFD';
  }
  const hex = codePoint.toString(16);
  if (codePoint < 0x80) {
    return `\\x${hex.padStart(2, '0')}`;
  }
  return codePoint < 0x1_0000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}

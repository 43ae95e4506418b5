/** RFC 8259, section 7: what must be escaped in a string. Two-character escapes where there are any. */
const ESCAPES: ReadonlyMap<number, string> = new Map([
  ...Array.from({ length: 0x20 }, (_, code): [number, string] => [code, `\\u${code.toString(16).padStart(4, '0')}`]),
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
]);

/** How many bytes each byte takes. */
const LENGTHS = Uint8Array.from({ length: 256 }, (_, code) => ESCAPES.get(code)?.length ?? 1);

const HEAD = '{"plaintext":"';

/**
 * The JSON object of a plaintext, which comes first in it, and of what is told beside it. The plaintext never becomes a
 * string, which could not be wiped; the caller wipes what is returned.
 *
 * @param plaintext UTF-8.
 */
export function plaintextJson(plaintext: Buffer, beside: Readonly<Record<string, unknown>>): Buffer {
  const fields = JSON.stringify(beside).slice(1);
  const tail = fields === '}' ? '"}' : `",${fields}`;
  const length = escapedLength(plaintext);
  const body = Buffer.allocUnsafeSlow(HEAD.length + length + Buffer.byteLength(tail));
  let at = body.write(HEAD, 'latin1');
  if (length === plaintext.byteLength) {
    at += plaintext.copy(body, at);
  } else {
    for (const byte of plaintext) {
      const escape = ESCAPES.get(byte);
      at = escape === undefined ? body.writeUInt8(byte, at) : at + body.write(escape, at, 'latin1');
    }
  }
  body.write(tail, at);
  return body;
}

function escapedLength(plaintext: Buffer): number {
  let length = 0;
  for (const byte of plaintext) {
    length += LENGTHS[byte] ?? 1;
  }
  return length;
}

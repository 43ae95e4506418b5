/** Each field is preceded by its length in bytes, as an unsigned 32-bit big-endian number. */
const LENGTH_BYTES = 4;

/**
 * Fields as the additional authenticated data of a cipher (RFC 5116, 2.1). Each field is its UTF-8 length and its
 * bytes, so that no two lists of fields give the same data, wherever their texts are cut.
 *
 * Throws a TypeError for a lone surrogate: its UTF-8 replacement would make two fields one.
 */
export function encodeFields(fields: readonly string[]): Buffer {
  const data = Buffer.allocUnsafe(fields.reduce((sum, field) => sum + LENGTH_BYTES + lengthOf(field), 0));
  let at = 0;
  for (const field of fields) {
    const length = data.write(field, at + LENGTH_BYTES, 'utf8');
    at = data.writeUInt32BE(length, at) + length;
  }
  return data;
}

function lengthOf(field: string): number {
  if (!field.isWellFormed()) {
    throw new TypeError('a field of associated data is not well-formed Unicode');
  }
  return Buffer.byteLength(field, 'utf8');
}

/** Each field is preceded by its length in bytes, as an unsigned 32-bit big-endian number. */
const LENGTH_BYTES = 4;

/**
 * Fields as the additional authenticated data of a cipher (RFC 5116, 2.1). Each field is its UTF-8 length and its
 * bytes, so that no two lists of fields give the same data, wherever their texts are cut.
 *
 * Throws a TypeError for a lone surrogate: its UTF-8 replacement would make two fields one.
 */
export function encodeFields(fields: readonly string[]): Buffer {
  return Buffer.concat(fields.flatMap((field) => [lengthOf(field), Buffer.from(field, 'utf8')]));
}

function lengthOf(field: string): Buffer {
  if (!field.isWellFormed()) {
    throw new TypeError('a field of associated data is not well-formed Unicode');
  }
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(Buffer.byteLength(field, 'utf8'));
  return length;
}

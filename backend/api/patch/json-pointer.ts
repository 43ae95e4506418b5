/** A place in a document (RFC 6901): the keys and positions that lead there, unescaped. */
export type JsonPointer = readonly string[];

const BAD_ESCAPE = /~(?![01])/;

/** @returns undefined for a text that is no pointer. */
export function parsePointer(text: string): JsonPointer | undefined {
  if ((text !== '' && !text.startsWith('/')) || BAD_ESCAPE.test(text)) {
    return undefined;
  }
  return text
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether the one place is inside of the other. */
export function isInside(pointer: JsonPointer, outer: JsonPointer): boolean {
  return pointer.length > outer.length && outer.every((key, index) => key === pointer[index]);
}

/**
 * The length of a text in Unicode characters (code points), as databases and OpenAPI's `maxLength` count: an emoji is
 * one, though JavaScript's `length` says two.
 */
export function characterCount(text: string): number {
  let count = 0;
  for (const _character of text) {
    count += 1;
  }
  return count;
}

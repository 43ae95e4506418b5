import { NAME_MAX } from './limits.ts';

/** The characters of names, and `*`. */
const NAME_PATTERN = /^[-a-z0-9.*]+$/;

/** What is wrong with a text that is no pattern, as the end of a sentence that begins with the field. */
export const NAME_PATTERN_RULE = `must be a pattern of 1 to ${NAME_MAX} lower case letters, digits, - and ., in which * stands for any run of them`;

/**
 * Whether a text is a pattern for the names of secrets: what a name is made of, in which each `*` stands for any run of
 * characters, `.` and none included. `db-*` is for `db-`, `db-a` and `db-a.b`; a pattern without `*` is for one name.
 * There is no other special character and no escape: names need none.
 */
export function isNamePattern(text: string): boolean {
  return text.length <= NAME_MAX && NAME_PATTERN.test(text);
}

/** Whether a pattern is for a name. Takes each piece at its first place, which needs no second try. */
export function matchesNamePattern(pattern: string, name: string): boolean {
  const [head = '', ...pieces] = pattern.split('*');
  const tail = pieces.pop();
  if (tail === undefined) {
    return name === head;
  }
  if (name.length < head.length + tail.length || !name.startsWith(head) || !name.endsWith(tail)) {
    return false;
  }
  const middle = name.slice(head.length, name.length - tail.length);
  let from = 0;
  for (const piece of pieces) {
    const at = middle.indexOf(piece, from);
    if (at === -1) {
      return false;
    }
    from = at + piece.length;
  }
  return true;
}

/** PostgreSQL's `text` holds every character of Unicode but this one (its documentation, 8.3). */
const NUL = '\0';
/** A noncharacter (Unicode 3.4, D14), never used to interchange text: nobody's text has it, and if one has, it is kept. */
const ESCAPE = '\u{FFFE}';

const NEEDS_ESCAPE = /[\0\u{FFFE}]/gu;
const ESCAPED = /\u{FFFE}([0\u{FFFE}])/gu;

/** A text as PostgreSQL can keep it: the same, unless it holds a NUL. Two texts never become one. */
export function toPostgresText(text: string): string {
  return text.replace(NEEDS_ESCAPE, (character) => ESCAPE + (character === NUL ? '0' : ESCAPE));
}

/** Undoes {@link toPostgresText}. */
export function fromPostgresText(text: string): string {
  return text.includes(ESCAPE) ? text.replace(ESCAPED, (_pair, mark: string) => (mark === '0' ? NUL : ESCAPE)) : text;
}

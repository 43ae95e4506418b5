/** The words of a search: what it finds holds every one of them, in whatever case. */
export function searchWords(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().split(/\s+/).filter(Boolean))];
}

/** A piece of a text, and whether a search found it. */
export interface TextPart {
  readonly text: string;
  readonly found: boolean;
}

/**
 * A text cut where one of the words begins or ends. The parts put together are the text, letter for letter.
 *
 * @param words lower-case, as `searchWords` gives them
 */
export function textParts(text: string, words: readonly string[]): readonly TextPart[] {
  const lower = lowerCased(text);
  const found = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    for (let at = lower.indexOf(word); at !== -1; at = lower.indexOf(word, at + 1)) {
      found.fill(true, at, at + word.length);
    }
  }
  const parts: TextPart[] = [];
  let start = 0;
  for (let end = 1; end <= text.length; end++) {
    if (end === text.length || found[end] !== found[start]) {
      parts.push({ text: text.slice(start, end), found: found[start] === true });
      start = end;
    }
  }
  return parts;
}

/** In lower case, and as long as before: a character whose lower case is longer, such as `İ`, stays. */
function lowerCased(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : Array.from(text, (character) => {
        const one = character.toLowerCase();
        return one.length === character.length ? one : character;
      }).join('');
}

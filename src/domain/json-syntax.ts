/** White space, then one token of JSON (RFC 8259). */
const TOKEN =
  /[\t\n\r ]*(?:([{}[\]:,])|("(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;
const WHITE_SPACE = /[\t\n\r ]*/y;

/** What may come next. */
type Expected = 'value' | 'value-or-]' | 'key' | 'key-or-}' | ':' | ',-or-end';

/**
 * Where a text stops being JSON, as an index into it; undefined for JSON. `JSON.parse` would know it, too, but says it in
 * words that differ from browser to browser and quote the text. Takes no recursion: a value may be nothing but brackets.
 */
export function jsonSyntaxError(text: string): number | undefined {
  const open: string[] = [];
  let expected: Expected = 'value';
  let position = 0;
  while (expected !== ',-or-end' || open.length > 0) {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    const start = match === null ? afterWhiteSpace(text, position) : TOKEN.lastIndex - lengthOfToken(match);
    if (match === null) {
      return start;
    }
    const next = step(expected, kindOf(match), open);
    if (next === undefined) {
      return start;
    }
    expected = next;
    position = TOKEN.lastIndex;
  }
  const end = afterWhiteSpace(text, position);
  return end === text.length ? undefined : end;
}

type Kind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar';

function kindOf([, mark, string]: RegExpExecArray): Kind {
  switch (mark) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ':':
    case ',':
      return mark;
    default:
      return string === undefined ? 'scalar' : 'string';
  }
}

/** @returns what may come after a token; undefined where the token must not be there */
function step(expected: Expected, kind: Kind, open: string[]): Expected | undefined {
  const isValue = expected === 'value' || expected === 'value-or-]';
  const inner = open.at(-1);
  switch (kind) {
    case '{':
    case '[':
      if (isValue) {
        open.push(kind);
        return kind === '{' ? 'key-or-}' : 'value-or-]';
      }
      return undefined;
    case '}':
      return expected === 'key-or-}' || (expected === ',-or-end' && inner === '{') ? closed(open) : undefined;
    case ']':
      return expected === 'value-or-]' || (expected === ',-or-end' && inner === '[') ? closed(open) : undefined;
    case ':':
      return expected === ':' ? 'value' : undefined;
    case ',':
      return expected === ',-or-end' ? (inner === '{' ? 'key' : 'value') : undefined;
    case 'string':
      if (expected === 'key' || expected === 'key-or-}') {
        return ':';
      }
      return isValue ? ',-or-end' : undefined;
    case 'scalar':
      return isValue ? ',-or-end' : undefined;
  }
}

function closed(open: string[]): Expected {
  open.pop();
  return ',-or-end';
}

function lengthOfToken([text]: RegExpExecArray): number {
  return text.length - afterWhiteSpace(text, 0);
}

function afterWhiteSpace(text: string, from: number): number {
  WHITE_SPACE.lastIndex = from;
  WHITE_SPACE.test(text);
  return WHITE_SPACE.lastIndex;
}

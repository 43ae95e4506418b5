/** A piece of JavaScript. Comments and white space are left out. */
export type ScriptToken = {
  /** From 1. */
  readonly line: number;
} & (
  | { readonly kind: 'name'; readonly text: string }
  /** A string, or a template without substitutions, as the program sees it. */
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'mark'; readonly text: string }
  /** A number, a regular expression, or a piece of a template with substitutions. */
  | { readonly kind: 'other' }
  /** A string, template or comment without its end, in which anything may be. */
  | { readonly kind: 'broken' }
);

const NAME = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /\.?[0-9][0-9a-zA-Z_.]*/y;
const SPACE = /[\s\ufeff]+/y;
const LINE_COMMENT = /(?:\/\/|#!)[^\n\r\u2028\u2029]*/y;
/** Up to its end. */
const STRING_TEXT: Readonly<Record<string, RegExp>> = {
  "'": /(?:[^'\\\n\r]|\\(?:\r\n|[^]))*/y,
  '"': /(?:[^"\\\n\r]|\\(?:\r\n|[^]))*/y,
};
/** Up to what ends it or what is put into it. */
const TEMPLATE_PIECE = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{)/y;
/** In characters. Longer ones are taken for divisions, so that a line full of slashes is not read once for each. */
const REGULAR_EXPRESSION_MAX = 2_000;
const REGULAR_EXPRESSION = /^\/(?:[^/\\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*\])+\/[a-z]*/;

/** After these names a `/` begins a regular expression; after any other it divides. */
const BEFORE_EXPRESSION: ReadonlySet<string> = new Set(
  'await case delete do else extends in instanceof new of return throw typeof void yield'.split(' ')
);
/** What is in parentheses after these is no value that could be divided. */
const BEFORE_CONDITION: ReadonlySet<string> = new Set(['if', 'while', 'for', 'with']);

/**
 * Takes JavaScript apart, well enough to tell code from strings, templates, comments and regular expressions. It takes
 * anything, and time in proportion to its length.
 */
export function scriptTokens(script: string): readonly ScriptToken[] {
  return new Tokenizer(script).tokens();
}

class Tokenizer {
  readonly #script: string;
  readonly #found: ScriptToken[] = [];
  /** For each template that is open, how many braces are in the substitution that is being read. */
  readonly #templates: number[] = [];
  /** For each parenthesis that is open, whether it belongs to a condition. */
  readonly #conditions: boolean[] = [];
  #at = 0;
  #line = 1;
  #regularExpressionMayFollow = true;

  constructor(script: string) {
    this.#script = script;
  }

  tokens(): readonly ScriptToken[] {
    while (this.#at < this.#script.length) {
      if (!this.#skip()) {
        this.#read();
      }
    }
    return this.#found;
  }

  #skip(): boolean {
    if (this.#take(SPACE) !== undefined) {
      return true;
    }
    if (this.#script.startsWith('//', this.#at) || (this.#at === 0 && this.#script.startsWith('#!'))) {
      return this.#take(LINE_COMMENT) !== undefined;
    }
    if (this.#script.startsWith('/*', this.#at)) {
      this.#skipComment();
      return true;
    }
    return false;
  }

  #skipComment(): void {
    const end = this.#script.indexOf('*/', this.#at + 2);
    if (end === -1) {
      this.#add({ kind: 'broken', line: this.#line }, true);
    }
    this.#advance((end === -1 ? this.#script.length : end + 2) - this.#at);
  }

  #read(): void {
    const line = this.#line;
    const name = this.#take(NAME);
    if (name !== undefined) {
      const isProperty = isMark(this.#found.at(-1), '.') || isMark(this.#found.at(-1), '?.');
      this.#add({ kind: 'name', text: name, line }, !isProperty && BEFORE_EXPRESSION.has(name));
    } else if (this.#take(NUMBER) !== undefined) {
      this.#add({ kind: 'other', line }, false);
    } else {
      this.#readMark(line);
    }
  }

  #readMark(line: number): void {
    const mark = this.#script.charAt(this.#at);
    const stringText = STRING_TEXT[mark];
    if (stringText !== undefined) {
      this.#advance(1);
      const text = this.#take(stringText) ?? '';
      const hasEnd = this.#script.charAt(this.#at) === mark;
      this.#advance(hasEnd ? 1 : 0);
      this.#add(hasEnd ? stringToken(text, line) : { kind: 'broken', line }, false);
    } else if (mark === '`') {
      this.#advance(1);
      this.#readTemplate(line, true);
    } else if (mark === '}' && this.#templates.at(-1) === 0) {
      this.#templates.pop();
      this.#advance(1);
      this.#add({ kind: 'mark', text: ')', line }, false);
      this.#readTemplate(line, false);
    } else if (mark === '/' && this.#regularExpressionMayFollow && this.#takeRegularExpression()) {
      this.#add({ kind: 'other', line }, false);
    } else {
      const text = this.#script.startsWith('?.', this.#at) ? '?.' : mark;
      this.#advance(text.length);
      this.#addMark(text, line);
    }
  }

  /** What is put into a template stands in parentheses between its pieces, so that it is no string any more. */
  #readTemplate(line: number, isWhole: boolean): void {
    const piece = this.#take(TEMPLATE_PIECE);
    if (piece === undefined) {
      this.#advance(this.#script.length - this.#at);
      this.#add({ kind: 'broken', line }, false);
    } else if (piece.endsWith('`')) {
      this.#add(
        isWhole ? stringToken(piece.slice(0, -1).replaceAll('\r\n', '\n'), line) : { kind: 'other', line },
        false
      );
    } else {
      this.#add({ kind: 'other', line }, true);
      this.#add({ kind: 'mark', text: '(', line }, true);
      this.#templates.push(0);
    }
  }

  #addMark(text: string, line: number): void {
    const before = this.#found.at(-1);
    let mayFollow = text !== ']';
    if (text === '(') {
      this.#conditions.push(before?.kind === 'name' && BEFORE_CONDITION.has(before.text));
    }
    if (text === ')') {
      mayFollow = this.#conditions.pop() ?? false;
    }
    const open = this.#templates.pop();
    if (open !== undefined) {
      this.#templates.push(open + (text === '{' ? 1 : 0) - (text === '}' ? 1 : 0));
    }
    this.#add({ kind: 'mark', text, line }, mayFollow);
  }

  #add(token: ScriptToken, regularExpressionMayFollow: boolean): void {
    this.#found.push(token);
    this.#regularExpressionMayFollow = regularExpressionMayFollow;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#script)?.[0];
    if (text !== undefined) {
      this.#advance(text.length);
    }
    return text;
  }

  #takeRegularExpression(): boolean {
    const [text] = REGULAR_EXPRESSION.exec(this.#script.slice(this.#at, this.#at + REGULAR_EXPRESSION_MAX)) ?? [];
    this.#advance(text?.length ?? 0);
    return text !== undefined;
  }

  #advance(length: number): void {
    const end = this.#at + length;
    for (let at = this.#at; at < end; at += 1) {
      if (this.#script.charAt(at) === '\n') {
        this.#line += 1;
      }
    }
    this.#at = end;
  }
}

export function isMark(token: ScriptToken | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text;
}

function stringToken(raw: string, line: number): ScriptToken {
  const value = unescaped(raw);
  return value === undefined ? { kind: 'other', line } : { kind: 'string', value, line };
}

const ESCAPE = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[^]))/g;
const SINGLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' };
const CODE_POINT_MAX = 0x10ffff;

/** Undefined for an escape that is none: `\u` without its digits, or an old octal one. */
function unescaped(raw: string): string | undefined {
  let isBroken = false;
  const value = raw.replace(ESCAPE, (_whole, point?: string, unit?: string, byte?: string, single?: string) => {
    const code = point ?? unit ?? byte;
    if (code !== undefined) {
      const codePoint = parseInt(code, 16);
      isBroken ||= codePoint > CODE_POINT_MAX;
      return isBroken ? '' : String.fromCodePoint(codePoint);
    }
    const text = single ?? '';
    isBroken ||= /^[ux1-9]$/.test(text);
    return /^[\n\r\u2028\u2029]/.test(text) ? '' : (SINGLE[text] ?? text);
  });
  return isBroken ? undefined : value;
}

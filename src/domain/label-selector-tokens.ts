/** A piece of a label selector. Whether the words `in` and `notin` are operators depends on where they stand. */
export type SelectorToken =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: '=' | '==' | '!=' | '!' | '(' | ')' | ',' | '<' | '>' }
  | { readonly kind: 'end'; readonly text: '' };

export const END: SelectorToken = { kind: 'end', text: '' };

const SYMBOLS = ['==', '!=', '=', '!', '(', ')', ',', '<', '>'] as const;
/** White space as Kubernetes' lexer knows it: anything else belongs to a word. */
const WORD = /[^=!(),<> \t\r\n]+/y;
const WHITE_SPACE = /[ \t\r\n]+/y;

/** Cuts a label selector into tokens, the longest symbol first. Every text can be cut. */
export function selectorTokens(text: string): SelectorToken[] {
  const tokens: SelectorToken[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(WHITE_SPACE, text, at);
    const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, at));
    if (space !== '') {
      at += space.length;
    } else if (symbol !== undefined) {
      tokens.push({ kind: 'symbol', text: symbol });
      at += symbol.length;
    } else {
      const word = matchAt(WORD, text, at);
      tokens.push({ kind: 'word', text: word });
      at += word.length;
    }
  }
  return tokens;
}

function matchAt(sticky: RegExp, text: string, at: number): string {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? '';
}

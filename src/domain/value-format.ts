import { jsonSyntaxError } from './json-syntax.ts';
import { pemProblem } from './pem.ts';

/** Formats that a value can be checked for, when a person asks. */
export const VALUE_FORMATS = ['json', 'pem', 'url'] as const;
export type ValueFormat = (typeof VALUE_FORMATS)[number];

/** What keeps a text from being of a format. It names places and rules, and never holds a piece of the text. */
export type FormatProblem =
  | { readonly kind: 'json'; readonly line: number; readonly column: number }
  | { readonly kind: 'pem-no-begin' | 'pem-empty' }
  /** The line of the `BEGIN` that has no `END`, or of an `END` for something else, or of one that is no base64. */
  | { readonly kind: 'pem-no-end' | 'pem-other-end' | 'pem-no-base64'; readonly line: number }
  | { readonly kind: 'url-white-space' | 'url-no-scheme' | 'url-no-host' | 'url-invalid' };

/** What keeps a text from being of a format; undefined when nothing does. */
export function formatProblem(text: string, format: ValueFormat): FormatProblem | undefined {
  switch (format) {
    case 'json':
      return jsonProblem(text);
    case 'pem':
      return pemProblem(text);
    case 'url':
      return urlProblem(text);
  }
}

function jsonProblem(text: string): FormatProblem | undefined {
  const index = jsonSyntaxError(text);
  if (index === undefined) {
    return undefined;
  }
  const lines = text.slice(0, index).split('\n');
  return { kind: 'json', line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const HAS_AUTHORITY = /^[^:]*:\/\//;

/** By the WHATWG URL Standard, but for the white space that its parser takes away in silence: whoever uses the value may not. */
function urlProblem(text: string): FormatProblem | undefined {
  if (/\s/.test(text)) {
    return { kind: 'url-white-space' };
  }
  if (!SCHEME.test(text)) {
    return { kind: 'url-no-scheme' };
  }
  if (!HAS_AUTHORITY.test(text) && /^https?:/i.test(text)) {
    return { kind: 'url-no-host' };
  }
  return URL.canParse(text) ? undefined : { kind: 'url-invalid' };
}

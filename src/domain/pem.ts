/** What keeps a text from being PEM, with the line that it is about, from 1. */
export type PemProblem =
  | { readonly kind: 'pem-no-begin' | 'pem-empty' }
  | { readonly kind: 'pem-no-end' | 'pem-other-end' | 'pem-no-base64'; readonly line: number };

const BEGIN = /^-----BEGIN ([!-,.-~](?:[ -]?[!-,.-~])*)-----\s*$/;
const END = /^-----END ([!-,.-~](?:[ -]?[!-,.-~])*)-----\s*$/;
const BASE64_LINE = /^[A-Za-z0-9+/]+={0,2}\s*$/;
/** `Proc-Type: 4,ENCRYPTED` and the like, which RFC 1421 has before the first empty line. */
const HEADER = /^[A-Za-z-]+: /;

/**
 * What keeps a text from being one or more PEM blocks (RFC 7468, lax about the length of lines; the headers of RFC 1421
 * are allowed, and text around the blocks is). It looks at the frame and the alphabet, not at what is inside.
 */
export function pemProblem(text: string): PemProblem | undefined {
  const lines = text.split('\n');
  let next = nextBegin(lines, 0);
  if (next === -1) {
    return { kind: 'pem-no-begin' };
  }
  while (next !== -1) {
    const end = lines.findIndex((line, index) => index > next && END.test(line));
    if (end === -1 || isInside(nextBegin(lines, next + 1), end)) {
      return { kind: 'pem-no-end', line: next + 1 };
    }
    if (labelOf(BEGIN, lines[next]) !== labelOf(END, lines[end])) {
      return { kind: 'pem-other-end', line: end + 1 };
    }
    const problem = bodyProblem(lines, next + 1, end);
    if (problem !== undefined) {
      return problem;
    }
    next = nextBegin(lines, end + 1);
  }
  return undefined;
}

function bodyProblem(lines: readonly string[], from: number, end: number): PemProblem | undefined {
  const body = lines.slice(from, end);
  const headers = HEADER.test(body[0] ?? '') ? body.findIndex((line) => line.trim() === '') + 1 : 0;
  const encoded = body.slice(headers);
  const bad = encoded.findIndex((line, index) => !isBase64Line(line, index === encoded.length - 1));
  if (bad !== -1) {
    return { kind: 'pem-no-base64', line: from + headers + bad + 1 };
  }
  const length = encoded.reduce((sum, line) => sum + line.trimEnd().length, 0);
  if (length === 0) {
    return { kind: 'pem-empty' };
  }
  return length % 4 === 0 ? undefined : { kind: 'pem-no-base64', line: end };
}

/** Padding ends what is encoded, so it belongs to the last line alone. */
function isBase64Line(line: string, isLast: boolean): boolean {
  return BASE64_LINE.test(line) && (isLast || !line.includes('='));
}

function nextBegin(lines: readonly string[], from: number): number {
  return lines.findIndex((line, index) => index >= from && BEGIN.test(line));
}

function isInside(index: number, end: number): boolean {
  return index !== -1 && index < end;
}

function labelOf(frame: RegExp, line = ''): string | undefined {
  return frame.exec(line)?.[1];
}

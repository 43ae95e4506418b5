import { decodePath } from './percent-coding.ts';

/** One segment of a pattern: a text, an expression that some part of the segment has to match, or anything at all. */
type SegmentPattern =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: RegExp }
  | { readonly kind: 'any' };

/** The `path` of a proxy route. */
export interface PathPattern {
  readonly segments: readonly SegmentPattern[];
  /** Whether a `*` at the end takes what is left: one segment or more. */
  readonly hasRest: boolean;
}

/** What a path gives a route to go on with: what its `*` took, decoded. Names and their values are lost. */
export interface PathMatch {
  readonly rest: string;
}

const WILDCARD = /:[a-zA-Z0-9]+/;
const SHORT_EXPRESSIONS: Readonly<Record<string, string>> = { ':int': '([0-9]+)', ':string': '([\\w]+)' };
/** Parts of the pattern language that no route needs: optional segments, file extensions. */
const NOT_READ = /^\?|^\*\.\*$|\*\*/;

/**
 * Reads a pattern of Grafana's router: texts, `:name`, `:name(expression)`, `:name:int`, `:name:string`, a final `*`.
 *
 * @throws Error for an expression that is none, and for what is not read here.
 */
export function parsePathPattern(pattern: string): PathPattern {
  const segments = withoutOuterSlashes(pattern).split('/');
  const hasRest = segments.at(-1) === '*';
  return { segments: (hasRest ? segments.slice(0, -1) : segments).map(parseSegment), hasRest };
}

function parseSegment(segment: string): SegmentPattern {
  if (segment === '' || NOT_READ.test(segment)) {
    throw new Error(`the pattern has a segment that is not understood: "${segment}"`);
  }
  if (segment === '*') {
    return { kind: 'any' };
  }
  if (!segment.includes(':')) {
    return { kind: 'text', text: segment };
  }
  const expression = expressionOf(segment);
  return expression === '(.+)' ? { kind: 'any' } : { kind: 'expression', expression: new RegExp(expression) };
}

/** Puts an expression in the place of each name: the one that follows it, or `(.+)`. */
function expressionOf(segment: string): string {
  const [name] = WILDCARD.exec(segment) ?? [];
  if (name === undefined) {
    return segment;
  }
  const at = segment.indexOf(name);
  const before = segment.slice(0, at);
  const after = segment.slice(at + name.length);
  if (after.startsWith('(')) {
    const end = after.indexOf(')') + 1;
    return before + after.slice(0, end) + expressionOf(after.slice(end));
  }
  const short = Object.keys(SHORT_EXPRESSIONS).find((suffix) => after.startsWith(suffix));
  return short === undefined
    ? `${before}(.+)${expressionOf(after)}`
    : before + SHORT_EXPRESSIONS[short] + expressionOf(after.slice(short.length));
}

/**
 * Matches a path as it came, still encoded, as Grafana's router does: one slash at the start and one at the end do not
 * count, segments are compared decoded, and expressions are not anchored.
 */
export function matchPath({ segments, hasRest }: PathPattern, path: string): PathMatch | undefined {
  const parts = withoutOuterSlashes(path).split('/');
  if (hasRest ? parts.length <= segments.length : parts.length !== segments.length) {
    return undefined;
  }
  if (!segments.every((segment, index) => matchesSegment(segment, parts[index] ?? ''))) {
    return undefined;
  }
  const rest = decodePath(parts.slice(segments.length).join('/'));
  return rest === undefined ? undefined : { rest };
}

function matchesSegment(segment: SegmentPattern, part: string): boolean {
  const text = decodePath(part);
  if (text === undefined) {
    return false;
  }
  switch (segment.kind) {
    case 'text':
      return segment.text === text;
    case 'expression':
      return segment.expression.test(text);
    case 'any':
      return true;
  }
}

function withoutOuterSlashes(path: string): string {
  return path.replace(/^\//, '').replace(/\/$/, '');
}

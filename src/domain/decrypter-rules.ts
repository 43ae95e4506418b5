import type { Finding } from './finding.ts';
import { labelValueProblems } from './label-value.ts';
import { DECRYPTERS_MAX } from './limits.ts';

const FIELD = 'spec.decrypters';
/** The characters that Go's `strings.TrimSpace` takes off; JavaScript's `trim` differs in two of them. */
const WHITE_SPACE = /\p{White_Space}/u;

/**
 * What is wrong with a list of decrypters: at most 64 items (Grafana's HTTP API documentation), each a Kubernetes label
 * value, none empty or twice. Items are judged without the white space around them, as Grafana does, and of a list that
 * is too long only the first 64 are judged, so that the work stays bounded.
 */
export function decrypterFindings(decrypters: readonly string[]): Finding[] {
  const seen = new Set<string>();
  const items = decrypters.slice(0, DECRYPTERS_MAX).flatMap((item, index) => {
    const trimmed = withoutOuterWhiteSpace(item);
    const findings = itemFindings(trimmed, `${FIELD}.[${index}]`, seen);
    seen.add(trimmed);
    return findings;
  });
  return decrypters.length > DECRYPTERS_MAX ? [tooMany(decrypters.length), ...items] : items;
}

function tooMany(count: number): Finding {
  return {
    rule: 'decrypters-too-many',
    field: FIELD,
    reason: 'FieldValueTooMany',
    detail: `must have at most ${DECRYPTERS_MAX} items`,
    badValue: String(count),
  };
}

/** An item stops at its first broken rule, though its syntax can break in two ways at once. */
function itemFindings(item: string, field: string, seen: ReadonlySet<string>): Finding[] {
  const broken = (rule: Finding['rule'], detail: string): Finding => ({
    rule,
    field,
    reason: 'FieldValueInvalid',
    detail,
    badValue: item,
  });
  if (item === '') {
    return [broken('decrypter-empty', 'decrypters cannot be empty if specified')];
  }
  const problems = labelValueProblems(item);
  if (problems.length > 0) {
    return problems.map(({ kind, detail }) =>
      broken(kind === 'too-long' ? 'decrypter-too-long' : 'decrypter-invalid', detail)
    );
  }
  return seen.has(item) ? [broken('decrypter-duplicate', 'decrypters must be unique')] : [];
}

/** By index and not by a regular expression, whose time on long runs of spaces would grow with their square. */
function withoutOuterWhiteSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && WHITE_SPACE.test(text.charAt(start))) {
    start += 1;
  }
  while (end > start && WHITE_SPACE.test(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(start, end);
}

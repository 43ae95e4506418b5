import { labelValueProblems } from '../../src/domain/label-value.ts';
import { DECRYPTER_MAX } from '../../src/domain/limits.ts';
import { isNamePattern, NAME_PATTERN_RULE } from '../../src/domain/name-pattern.ts';
import type { Parsed } from '../setting-values.ts';
import { OrderProblems, parseAll, type OrderProblem } from './order-problems.ts';
import { parseSourceRange, type SourceRange } from './source-range.ts';
import { parseLifetime } from './token-lifetime.ts';
import { parseTokenNamespace } from './token-namespace.ts';

/** A decrypter token that somebody asks for, as they wrote it. */
export interface DecrypterTokenOrder {
  readonly decrypter: string;
  /** Patterns of the names that it may ask for; none for every name. */
  readonly only: readonly string[];
  /** Ranges of addresses that it may be used from; none for everywhere. */
  readonly source: readonly string[];
  readonly namespace: string;
  readonly ttl: string;
}

/** A decrypter token that can be made. */
export interface DecrypterTokenDraft {
  readonly kind: 'decrypter';
  /** The service identity, as secrets name it in `decrypters`. */
  readonly decrypter: string;
  /** {@link isNamePattern}; empty for every name. */
  readonly only: readonly string[];
  /** Empty for everywhere. */
  readonly sources: readonly SourceRange[];
  readonly namespace: string;
  readonly lifetimeSeconds: number;
}

export type DecrypterOrderReading =
  | { readonly ok: true; readonly draft: DecrypterTokenDraft }
  | { readonly ok: false; readonly problems: ReadonlyArray<OrderProblem<keyof DecrypterTokenOrder>> };

/** Every lookup of the bearer runs through them: as many as a secret has decrypters. */
export const NAME_PATTERNS_MAX = 64;
/** The networks of one place, in both versions of IP, with room to spare. */
export const SOURCE_RANGES_MAX = 16;

const DECRYPTER_RULE = `must be a service identity such as k6-cloud: 1 to ${DECRYPTER_MAX} letters, digits, -, _ and ., beginning and ending with a letter or digit`;

/** Reads an order, and finds all that is wrong with it. */
export function readDecrypterTokenOrder(order: DecrypterTokenOrder): DecrypterOrderReading {
  const problems = new OrderProblems<keyof DecrypterTokenOrder>();
  const decrypter = problems.valueOf('decrypter', parseDecrypter(order.decrypter));
  const only = problems.valueOf('only', parseAll(order.only, NAME_PATTERNS_MAX, parseNamePattern));
  const sources = problems.valueOf('source', parseAll(order.source, SOURCE_RANGES_MAX, parseSourceRange));
  const namespace = problems.valueOf('namespace', parseTokenNamespace(order.namespace));
  const lifetimeSeconds = problems.valueOf('ttl', parseLifetime(order.ttl));
  return decrypter === undefined ||
    only === undefined ||
    sources === undefined ||
    namespace === undefined ||
    lifetimeSeconds === undefined
    ? { ok: false, problems: problems.found }
    : { ok: true, draft: { kind: 'decrypter', decrypter, only, sources, namespace, lifetimeSeconds } };
}

/** A Kubernetes label value, as in the `decrypters` of a secret; any service may be one. */
function parseDecrypter(text: string): Parsed<string> {
  return text !== '' && labelValueProblems(text).length === 0
    ? { ok: true, value: text }
    : { ok: false, rule: DECRYPTER_RULE };
}

/** Reads a pattern of names. */
export function parseNamePattern(text: string): Parsed<string> {
  return isNamePattern(text) ? { ok: true, value: text } : { ok: false, rule: NAME_PATTERN_RULE };
}

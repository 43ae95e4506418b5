import {
  isTokenDecrypter,
  TOKEN_PATTERNS_MAX,
  TOKEN_SOURCES_MAX,
  type DecrypterTokenOrder as OrderOfCaller,
} from '../../src/domain/decrypter-token-rules.ts';
import { DECRYPTER_MAX } from '../../src/domain/limits.ts';
import { isNamePattern, NAME_PATTERN_RULE } from '../../src/domain/name-pattern.ts';
import type { Parsed } from '../setting-values.ts';
import { OrderProblems, parseAll, type OrderProblem } from './order-problems.ts';
import { parseSourceRange, type SourceRange } from './source-range.ts';
import { parseLifetime } from './token-lifetime.ts';
import { parseTokenNamespace } from './token-namespace.ts';

/** A decrypter token that somebody asks for, as they wrote it, and where it is to be. */
export interface DecrypterTokenOrder extends OrderOfCaller {
  readonly namespace: string;
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

const DECRYPTER_RULE = `must be a service identity such as k6-cloud: 1 to ${DECRYPTER_MAX} letters, digits, -, _ and ., beginning and ending with a letter or digit`;

/** Reads an order, and finds all that is wrong with it. */
export function readDecrypterTokenOrder(order: DecrypterTokenOrder): DecrypterOrderReading {
  const problems = new OrderProblems<keyof DecrypterTokenOrder>();
  const decrypter = problems.valueOf('decrypter', parseDecrypter(order.decrypter));
  const only = problems.valueOf('only', parseAll(order.only, TOKEN_PATTERNS_MAX, parseNamePattern));
  const sources = problems.valueOf('source', parseAll(order.source, TOKEN_SOURCES_MAX, parseSourceRange));
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

function parseDecrypter(text: string): Parsed<string> {
  return isTokenDecrypter(text) ? { ok: true, value: text } : { ok: false, rule: DECRYPTER_RULE };
}

/** Reads a pattern of names. */
export function parseNamePattern(text: string): Parsed<string> {
  return isNamePattern(text) ? { ok: true, value: text } : { ok: false, rule: NAME_PATTERN_RULE };
}

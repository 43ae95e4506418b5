import { labelValueProblems } from './label-value.ts';
import { isNamePattern } from './name-pattern.ts';
import { isSourceRange } from './source-range.ts';

/** What a service's token is to be for, as the backend takes it. Empty lists limit nothing. */
export interface DecrypterTokenOrder {
  /** The service identity, as secrets name it in `decrypters`. */
  readonly decrypter: string;
  /** Patterns of the names that it may ask for. */
  readonly only: readonly string[];
  /** Addresses, or ranges in CIDR notation, that it may be used from. */
  readonly source: readonly string[];
  /** Such as `90m`, `24h` or `30d`. */
  readonly ttl: string;
}

export type DecrypterTokenField = keyof DecrypterTokenOrder;

export type DecrypterTokenRule =
  | 'decrypter-required'
  | 'decrypter-invalid'
  | 'patterns-too-many'
  | 'pattern-invalid'
  | 'sources-too-many'
  | 'source-invalid';

export interface DecrypterTokenFinding {
  readonly rule: DecrypterTokenRule;
  readonly field: DecrypterTokenField;
  /** Which item of a list breaks the rule, from 1. */
  readonly item?: number;
}

/** Every lookup of the bearer runs through them: as many as a secret has decrypters. */
export const TOKEN_PATTERNS_MAX = 64;
/** The networks of one place, in both versions of IP, with room to spare. */
export const TOKEN_SOURCES_MAX = 16;
/** A token that nobody replaces stops working after a quarter of a year. In days. */
export const TOKEN_LIFETIME_MAX_DAYS = 90;

/** How long a token may live, of what the backend takes: from a test run to its limit. */
export const TOKEN_LIFETIMES = ['1h', '8h', '24h', '7d', '30d', '90d'] as const;
export type TokenLifetime = (typeof TOKEN_LIFETIMES)[number];

/** Every rule that an order breaks; of a list, the first item that breaks one. */
export function decrypterTokenFindings({ decrypter, only, source }: DecrypterTokenOrder): DecrypterTokenFinding[] {
  return [
    ...decrypterFinding(decrypter),
    ...listFinding('only', only, isNamePattern, TOKEN_PATTERNS_MAX),
    ...listFinding('source', source, isSourceRange, TOKEN_SOURCES_MAX),
  ];
}

function decrypterFinding(decrypter: string): DecrypterTokenFinding[] {
  if (decrypter === '') {
    return [{ rule: 'decrypter-required', field: 'decrypter' }];
  }
  return isTokenDecrypter(decrypter) ? [] : [{ rule: 'decrypter-invalid', field: 'decrypter' }];
}

/** A Kubernetes label value that is not empty, as in the `decrypters` of a secret; any service may be one. */
export function isTokenDecrypter(text: string): boolean {
  return text !== '' && labelValueProblems(text).length === 0;
}

function listFinding(
  field: 'only' | 'source',
  items: readonly string[],
  isValid: (item: string) => boolean,
  max: number
): DecrypterTokenFinding[] {
  if (items.length > max) {
    return [{ rule: field === 'only' ? 'patterns-too-many' : 'sources-too-many', field }];
  }
  const broken = items.findIndex((item) => !isValid(item));
  const rule = field === 'only' ? 'pattern-invalid' : 'source-invalid';
  return broken === -1 ? [] : [{ rule, field, item: broken + 1 }];
}

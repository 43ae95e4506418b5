import type { FieldErrors, Resolver } from 'react-hook-form';
import {
  decrypterTokenFindings,
  type DecrypterTokenField,
  type DecrypterTokenOrder,
  type TokenLifetime,
} from '../../../domain/decrypter-token-rules';
import { tokenFindingText } from './tokens-text';

/** What stands in the form. */
export interface TokenFormValues {
  decrypter: string;
  /** One pattern on each line. */
  only: string;
  /** One address or range on each line. */
  source: string;
  ttl: TokenLifetime;
}

/** The backend's own default of a lifetime: longer than a test runs. */
export const NEW_TOKEN: TokenFormValues = { decrypter: '', only: '', source: '', ttl: '1h' };

export function orderOf({ decrypter, only, source, ttl }: TokenFormValues): DecrypterTokenOrder {
  return { decrypter, only: linesOf(only), source: linesOf(source), ttl };
}

export function hasChanges(values: TokenFormValues): boolean {
  return FIELDS.some((field) => values[field] !== NEW_TOKEN[field]);
}

/** A line break at the end of a text ends its last line; it begins none. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Lets the rules of the domain judge the form. */
export const tokenFormResolver: Resolver<TokenFormValues> = (values) => {
  const errors: FieldErrors<TokenFormValues> = {};
  for (const finding of decrypterTokenFindings(orderOf(values))) {
    errors[finding.field] = { type: 'rule', message: tokenFindingText(finding) };
  }
  return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
};

/** The field of the form that the backend names; undefined for one that the form does not show. */
export function tokenFieldOf(field: string | undefined): DecrypterTokenField | undefined {
  return FIELDS.find((known) => known === field);
}

const FIELDS: readonly DecrypterTokenField[] = ['decrypter', 'only', 'source', 'ttl'];

import { characterCount } from './character-count.ts';
import { decrypterFindings } from './decrypter-rules.ts';
import type { Finding } from './finding.ts';
import { DESCRIPTION_MAX, REF_MAX, VALUE_MAX_BYTES } from './limits.ts';
import { nameFindings, namespaceFindings } from './name.ts';
import { valueByteLength } from './value-notes.ts';

/**
 * A value as the rules see it: the text a form holds, or only its length in UTF-8 bytes, so that a server need not keep
 * plaintext for them. A `Buffer` will do. Absent and null mean "none given", which is not the same as an empty value.
 */
export type CandidateValue = string | { readonly byteLength: number } | null | undefined;

/** What is about to be written, whoever is asking: a form or the API. */
export interface SecureValueCandidate {
  readonly name: string;
  readonly namespace: string;
  readonly description: string;
  readonly value?: CandidateValue;
  readonly ref?: string | null;
  readonly decrypters?: readonly string[] | null;
}

export interface RuleOptions {
  /** In characters. 253 unless strict mode sets the documented 25. */
  readonly descriptionMax?: number;
}

/** The stored object of an update: whether it holds a value or refers to one. `SecureValue['spec']` will do. */
export interface StoredSecureValue {
  readonly ref?: string | null;
}

/**
 * Every rule that a new secure value breaks (Grafana's HTTP API documentation, "Secrets management"), in the order of
 * the API but without its short cuts: a form shows them all, the API's answer is `serverFindings` of them.
 *
 * An empty `value` or `ref` is as good as none.
 */
export function createFindings(candidate: SecureValueCandidate, options: RuleOptions = {}): Finding[] {
  return [
    ...descriptionFindings(candidate.description, options.descriptionMax ?? DESCRIPTION_MAX),
    ...sourceFindings(candidate),
    ...fieldFindings(candidate),
  ];
}

/**
 * Every rule that a change of a secure value breaks, in the order of the API. An absent or null `value` keeps the
 * stored one; an empty one is refused. A secret that refers to an external entry must name it again, because there is no
 * stored value to keep, and neither kind can become the other.
 */
export function updateFindings(
  old: StoredSecureValue,
  candidate: SecureValueCandidate,
  options: RuleOptions = {}
): Finding[] {
  const hadRef = Boolean(old.ref);
  const givesValue = isGiven(candidate.value);
  const givesRef = isGiven(candidate.ref);
  const keepsStoredValue = !hadRef && !givesValue;
  return [
    ...(hadRef && givesValue ? [VALUE_AFTER_REF] : []),
    ...(!hadRef && givesRef ? [REF_AFTER_VALUE] : []),
    ...descriptionFindings(candidate.description, options.descriptionMax ?? DESCRIPTION_MAX),
    ...sourceFindings(candidate).filter(({ rule }) => !(keepsStoredValue && rule === 'value-or-ref-required')),
    ...fieldFindings(candidate),
  ];
}

const VALUE_AFTER_REF: Finding = {
  rule: 'value-after-ref',
  field: 'spec',
  reason: 'FieldValueForbidden',
  detail: 'cannot set `value` when `ref` was already previously set',
};

const REF_AFTER_VALUE: Finding = {
  rule: 'ref-after-value',
  field: 'spec',
  reason: 'FieldValueForbidden',
  detail: 'cannot set `ref` when `value` was already previously set',
};

const NEITHER_VALUE_NOR_REF: Finding = {
  rule: 'value-or-ref-required',
  field: 'spec',
  reason: 'FieldValueRequired',
  detail: 'either a `value` or `ref` is required',
};

const BOTH_VALUE_AND_REF: Finding = {
  rule: 'value-and-ref',
  field: 'spec',
  reason: 'FieldValueForbidden',
  detail: 'only one of `value` or `ref` can be set',
};

function descriptionFindings(description: string, max: number): Finding[] {
  const field = 'spec.description';
  if (description === '') {
    return [
      { rule: 'description-required', field, reason: 'FieldValueRequired', detail: 'a `description` is required' },
    ];
  }
  return characterCount(description) > max ? [tooLong('description-too-long', field, max, 'characters')] : [];
}

/** A secure value has exactly one source: its own value, or a reference to an external entry. */
function sourceFindings({ value, ref }: SecureValueCandidate): Finding[] {
  const hasValue = byteLengthOf(value) > 0;
  const hasRef = Boolean(ref);
  if (hasValue && hasRef) {
    return [BOTH_VALUE_AND_REF];
  }
  return hasValue || hasRef ? [] : [NEITHER_VALUE_NOR_REF];
}

/** The rules that look at one field alone, the same for a new object and a change. */
function fieldFindings(candidate: SecureValueCandidate): Finding[] {
  return [
    ...nameFindings(candidate.name),
    ...namespaceFindings(candidate.namespace, candidate.name),
    ...valueFindings(candidate.value),
    ...refFindings(candidate.ref),
    ...decrypterFindings(candidate.decrypters ?? []),
  ];
}

function valueFindings(value: CandidateValue): Finding[] {
  return byteLengthOf(value) > VALUE_MAX_BYTES
    ? [tooLong('value-too-long', 'spec.value', VALUE_MAX_BYTES, 'bytes')]
    : [];
}

function refFindings(ref: string | null | undefined): Finding[] {
  return characterCount(ref ?? '') > REF_MAX ? [tooLong('ref-too-long', 'spec.ref', REF_MAX, 'characters')] : [];
}

function tooLong(rule: Finding['rule'], field: string, max: number, unit: 'bytes' | 'characters'): Finding {
  return { rule, field, reason: 'FieldValueTooLong', detail: `may not be more than ${max} ${unit}` };
}

function isGiven(part: unknown): boolean {
  return part !== undefined && part !== null;
}

function byteLengthOf(value: CandidateValue): number {
  if (value === undefined || value === null) {
    return 0;
  }
  return typeof value === 'string' ? valueByteLength(value) : value.byteLength;
}

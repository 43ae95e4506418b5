import { quoted } from './quoted.ts';

/** The fields that a list can be selected by. `spec.decrypter` (singular) asks whether the decrypters include one. */
export type FieldName = 'metadata.name' | 'metadata.namespace' | 'spec.decrypter';

export const SECURE_VALUE_FIELDS: readonly FieldName[] = ['metadata.name', 'metadata.namespace', 'spec.decrypter'];
export const KEEPER_FIELDS: readonly FieldName[] = ['metadata.name', 'metadata.namespace'];

/** One term of a field selector; `==` is read as `=`. */
export interface FieldRequirement {
  readonly field: FieldName;
  readonly operator: '=' | '!=';
  readonly value: string;
}

export type FieldSelectorResult =
  | { readonly ok: true; readonly selector: readonly FieldRequirement[] }
  | { readonly ok: false; readonly message: string };

/** What a field selector looks at. */
export interface FieldSubject {
  readonly name: string;
  readonly namespace: string;
  readonly decrypters?: readonly string[];
}

/** A term's field, operator and value, split at its first operator. */
const TERM = /^(.*?)(!=|==|=)(.*)$/s;
const ESCAPABLE = '\\,=';

/**
 * Reads a field selector (Kubernetes, "Field Selectors"): terms with `=`, `==` or `!=`, joined by commas, all of which
 * must hold. A backslash makes a comma, an equals sign or itself part of a value. Empty terms select nothing away. White
 * space counts.
 *
 * @returns on failure a message for a 400 answer, which may repeat the selector.
 */
export function parseFieldSelector(
  text: string,
  known: readonly FieldName[] = SECURE_VALUE_FIELDS
): FieldSelectorResult {
  const selector: FieldRequirement[] = [];
  for (const term of termsOf(text)) {
    const [, name, sign, escapedValue] = TERM.exec(term) ?? [];
    if (name === undefined || escapedValue === undefined) {
      return { ok: false, message: `invalid selector: '${text}'; can't understand '${term}'` };
    }
    const value = unescaped(escapedValue);
    if (!value.ok) {
      return value;
    }
    const field = known.find((candidate) => candidate === name);
    if (field === undefined) {
      return { ok: false, message: unknownFieldMessage(name, known) };
    }
    selector.push({ field, operator: sign === '!=' ? '!=' : '=', value: value.value });
  }
  return { ok: true, selector };
}

/** Writes a selector that `parseFieldSelector` reads back as the same requirements. */
export function formatFieldSelector(selector: readonly FieldRequirement[]): string {
  return selector
    .map(({ field, operator, value }) => `${field}${operator}${value.replace(/[\\,=]/g, '\\$&')}`)
    .join(',');
}

/** Whether every term holds. */
export function matchesFields(selector: readonly FieldRequirement[], subject: FieldSubject): boolean {
  return selector.every(({ field, operator, value }) => holds(field, value, subject) === (operator === '='));
}

/** Kubernetes' words for a field that is not selectable. */
export function unknownFieldMessage(field: string, known: readonly FieldName[] = SECURE_VALUE_FIELDS): string {
  return `${quoted(field)} is not a known field selector: only ${known.map(quoted).join(', ')}`;
}

function holds(field: FieldName, value: string, subject: FieldSubject): boolean {
  switch (field) {
    case 'metadata.name':
      return subject.name === value;
    case 'metadata.namespace':
      return subject.namespace === value;
    case 'spec.decrypter':
      return subject.decrypters?.includes(value) ?? false;
  }
}

/** Splits at commas that no backslash precedes; escapes stay as they are. */
function termsOf(text: string): string[] {
  const terms: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === ',') {
      terms.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...terms, text.slice(start)].filter((term) => term !== '');
}

type Unescaped = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

function unescaped(text: string): Unescaped {
  let value = '';
  let escaping = false;
  for (const character of text) {
    const special = ESCAPABLE.includes(character);
    if (escaping && !special) {
      return { ok: false, message: `invalid field selector: invalid escape sequence: \\${character}` };
    }
    if (!escaping && character === '\\') {
      escaping = true;
    } else if (!escaping && special) {
      return { ok: false, message: `invalid field selector: unescaped character in value: ${character}` };
    } else {
      value += character;
      escaping = false;
    }
  }
  return escaping ? { ok: false, message: 'invalid field selector: invalid escape sequence: \\' } : { ok: true, value };
}

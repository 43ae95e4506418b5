import { characterCount } from './character-count.ts';
import type { Finding } from './finding.ts';
import { LABEL_KEY_MAX, LABEL_VALUE_MAX, LABELS_MAX } from './limits.ts';

/** One label as a form holds it: in order, and not yet free of duplicates. */
export interface LabelRow {
  readonly key: string;
  readonly value: string;
}

const FIELD = 'metadata.labels';
const LABEL_PART = /^[a-zA-Z0-9]([a-zA-Z0-9._-]*[a-zA-Z0-9])?$/;
const SYNTAX_DETAIL =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

/**
 * What is wrong with the labels of a secret by Grafana's documented rules: at most 10, keys and values of 1 to 63
 * letters, digits, `-`, `_` and `.`, no key twice. The API itself takes more (prefixed keys, for one) and enforces these
 * rules only in strict mode.
 */
export function labelFindings(rows: readonly LabelRow[]): Finding[] {
  const seen = new Set<string>();
  const ofRows = rows.flatMap(({ key, value }, index) => {
    const keyField = `${FIELD}.[${index}].key`;
    const findings = [
      ...partFindings(KEY_RULES, key, keyField),
      ...(seen.has(key) ? [duplicate(key, keyField)] : []),
      ...partFindings(VALUE_RULES, value, `${FIELD}.[${index}].value`),
    ];
    if (key !== '') {
      seen.add(key);
    }
    return findings;
  });
  return rows.length > LABELS_MAX ? [tooMany(rows.length), ...ofRows] : ofRows;
}

/** The labels of an object as rows, in their order. */
export function recordToRows(labels: Readonly<Record<string, string>> = {}): LabelRow[] {
  return Object.entries(labels).map(([key, value]) => ({ key, value }));
}

/** Rows as the labels of an object. Of a key that is there twice the last one counts: refuse such rows before. */
export function rowsToRecord(rows: readonly LabelRow[]): Record<string, string> {
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

interface PartRules {
  readonly required: Finding['rule'];
  readonly tooLong: Finding['rule'];
  readonly invalid: Finding['rule'];
  readonly max: number;
  readonly requiredDetail: string;
}

const KEY_RULES: PartRules = {
  required: 'label-key-required',
  tooLong: 'label-key-too-long',
  invalid: 'label-key-invalid',
  max: LABEL_KEY_MAX,
  requiredDetail: 'a label key is required',
};

const VALUE_RULES: PartRules = {
  required: 'label-value-required',
  tooLong: 'label-value-too-long',
  invalid: 'label-value-invalid',
  max: LABEL_VALUE_MAX,
  requiredDetail: 'a label value is required',
};

function partFindings(rules: PartRules, text: string, field: string): Finding[] {
  if (text === '') {
    return [{ rule: rules.required, field, reason: 'FieldValueRequired', detail: rules.requiredDetail }];
  }
  const findings: Finding[] = [];
  if (characterCount(text) > rules.max) {
    const detail = `may not be more than ${rules.max} characters`;
    findings.push({ rule: rules.tooLong, field, reason: 'FieldValueTooLong', detail });
  }
  if (!LABEL_PART.test(text)) {
    findings.push({ rule: rules.invalid, field, reason: 'FieldValueInvalid', detail: SYNTAX_DETAIL, badValue: text });
  }
  return findings;
}

function duplicate(key: string, field: string): Finding {
  return {
    rule: 'label-key-duplicate',
    field,
    reason: 'FieldValueDuplicate',
    detail: 'label keys must be unique',
    badValue: key,
  };
}

function tooMany(count: number): Finding {
  return {
    rule: 'labels-too-many',
    field: FIELD,
    reason: 'FieldValueTooMany',
    detail: `must have at most ${LABELS_MAX} items`,
    badValue: String(count),
  };
}

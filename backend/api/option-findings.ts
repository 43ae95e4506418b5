import type { Finding } from '../../src/domain/finding.ts';
import { quoted } from '../../src/domain/quoted.ts';
import { invalid } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';

const META_GROUP = 'meta.k8s.io';

/** Other text than a word is not repeated in an error. */
const WORD = /^[A-Za-z]{0,40}$/;
export const HIDDEN = '*';

/** 422: options of the query break rules. */
export function invalidOptions(kind: string, findings: ReadonlyArray<Finding<string>>): StatusError {
  return new StatusError(invalid({ kind, group: META_GROUP }, '', findings));
}

export function forbiddenOption(field: string, detail: string): Finding<string> {
  return { rule: 'option-forbidden', field, reason: 'FieldValueForbidden', detail };
}

export function unsupportedOption(field: string, value: string, supported: readonly string[]): Finding<string> {
  return {
    rule: 'option-unsupported',
    field,
    reason: 'FieldValueNotSupported',
    detail: `supported values: ${supported.map(quoted).join(', ')}`,
    badValue: WORD.test(value) ? value : HIDDEN,
  };
}

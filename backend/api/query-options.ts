import type { Finding } from '../../src/domain/finding.ts';
import { quoted } from '../../src/domain/quoted.ts';
import { invalid } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';

/** What to do about unknown and repeated fields (Kubernetes, "Field validation"). */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

export interface WriteOptions {
  /** Check everything, store nothing. */
  readonly dryRun: boolean;
  readonly fieldValidation: FieldValidation;
}

type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'DeleteOptions';

const META_GROUP = 'meta.k8s.io';
const DRY_RUN_ALL = 'All';
const FIELD_VALIDATIONS: readonly FieldValidation[] = ['Ignore', 'Strict', 'Warn'];
const DEFAULT_FIELD_VALIDATION: FieldValidation = 'Warn';

/** Other text than a word is not repeated in an error. */
const WORD = /^[A-Za-z]{0,40}$/;
const HIDDEN = '*';

/** The query of a request. Kubernetes takes the first of repeated parameters; only `dryRun` is a list. */
export function queryOf(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : url.slice(start));
}

/** @throws StatusError 422 for a value that is not supported. */
export function writeOptions(query: URLSearchParams, kind: OptionsKind): WriteOptions {
  const dryRuns = query.getAll('dryRun');
  const asked = query.get('fieldValidation') ?? '';
  const fieldValidation = asked === '' ? DEFAULT_FIELD_VALIDATION : FIELD_VALIDATIONS.find((known) => known === asked);
  const findings = [
    ...dryRunFindings(dryRuns),
    ...(fieldValidation === undefined ? [unsupported('fieldValidation', asked, FIELD_VALIDATIONS)] : []),
  ];
  if (findings.length > 0 || fieldValidation === undefined) {
    throw new StatusError(invalid({ kind, group: META_GROUP }, '', findings));
  }
  return { dryRun: dryRuns.length > 0, fieldValidation };
}

/** @throws StatusError 422 for a dry run that is not `All`. */
export function isDryRun(dryRuns: readonly string[]): boolean {
  const findings = dryRunFindings(dryRuns);
  if (findings.length > 0) {
    throw new StatusError(invalid({ kind: 'DeleteOptions', group: META_GROUP }, '', findings));
  }
  return dryRuns.length > 0;
}

/** Whether a list is to go on as a watch. Kubernetes reads any text but `false` and `0` as yes. */
export function asksToWatch(query: URLSearchParams): boolean {
  const watch = query.get('watch');
  return watch !== null && watch.toLowerCase() !== 'false' && watch !== '0';
}

function dryRunFindings(dryRuns: readonly string[]): Array<Finding<string>> {
  const other = dryRuns.find((dryRun) => dryRun !== DRY_RUN_ALL);
  return other === undefined ? [] : [unsupported('dryRun', other, [DRY_RUN_ALL])];
}

function unsupported(field: string, value: string, supported: readonly string[]): Finding<string> {
  return {
    rule: 'option-unsupported',
    field,
    reason: 'FieldValueNotSupported',
    detail: `supported values: ${supported.map(quoted).join(', ')}`,
    badValue: WORD.test(value) ? value : HIDDEN,
  };
}

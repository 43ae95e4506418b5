import type { Finding } from '../../src/domain/finding.ts';
import { forbiddenOption, HIDDEN, invalidOptions, unsupportedOption } from './option-findings.ts';

/** What to do about unknown and repeated fields (Kubernetes, "Field validation"). */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

export interface WriteOptions {
  /** Check everything, store nothing. */
  readonly dryRun: boolean;
  readonly fieldValidation: FieldValidation;
}

type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions';

export const DRY_RUN_ALL = 'All';
export const FIELD_VALIDATIONS: readonly FieldValidation[] = ['Ignore', 'Strict', 'Warn'];
const DEFAULT_FIELD_VALIDATION: FieldValidation = 'Warn';
/** In bytes (Kubernetes, `FieldManagerMaxLength`). */
export const FIELD_MANAGER_MAX = 128;
/** What Go's `unicode.IsPrint` lets pass. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u;

/** @throws StatusError 422 for a value that is not supported. */
export function writeOptions(
  query: URLSearchParams,
  kind: OptionsKind,
  ownFindings: ReadonlyArray<Finding<string>> = []
): WriteOptions {
  const dryRuns = query.getAll('dryRun');
  const asked = query.get('fieldValidation') ?? '';
  const fieldValidation = asked === '' ? DEFAULT_FIELD_VALIDATION : FIELD_VALIDATIONS.find((known) => known === asked);
  const findings = [
    ...ownFindings,
    ...fieldManagerFindings(query.get('fieldManager') ?? ''),
    ...dryRunFindings(dryRuns),
    ...(fieldValidation === undefined ? [unsupportedOption('fieldValidation', asked, FIELD_VALIDATIONS)] : []),
  ];
  if (findings.length > 0 || fieldValidation === undefined) {
    throw invalidOptions(kind, findings);
  }
  return { dryRun: dryRuns.length > 0, fieldValidation };
}

/**
 * The options of a PATCH.
 *
 * @param isApply whether the patch is for server-side apply, which alone can be forced and has to name its manager.
 * @throws StatusError 422 for a value that is not supported.
 */
export function patchOptions(query: URLSearchParams, isApply: boolean): WriteOptions {
  const findings: Array<Finding<string>> = [];
  if (isApply && (query.get('fieldManager') ?? '') === '') {
    findings.push({
      rule: 'option-required',
      field: 'fieldManager',
      reason: 'FieldValueRequired',
      detail: 'is required for apply patch',
    });
  }
  if (!isApply && query.has('force')) {
    findings.push(forbiddenOption('force', 'may not be specified for non-apply patch'));
  }
  return writeOptions(query, 'PatchOptions', findings);
}

/**
 * Whether a delete is only to be checked.
 *
 * @param dryRuns of its query and its body.
 * @throws StatusError 422 for a dry run that is not `All`.
 */
export function isDryRun(dryRuns: readonly string[]): boolean {
  const findings = dryRunFindings(dryRuns);
  if (findings.length > 0) {
    throw invalidOptions('DeleteOptions', findings);
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
  return other === undefined ? [] : [unsupportedOption('dryRun', other, [DRY_RUN_ALL])];
}

/** The name of who writes has no effect, and Kubernetes' rules for it hold all the same. */
function fieldManagerFindings(manager: string): Array<Finding<string>> {
  const findings: Array<Finding<string>> = [];
  if (Buffer.byteLength(manager) > FIELD_MANAGER_MAX) {
    findings.push({
      rule: 'option-too-long',
      field: 'fieldManager',
      reason: 'FieldValueTooLong',
      detail: `may not be more than ${FIELD_MANAGER_MAX} bytes`,
    });
  }
  if (!PRINTABLE.test(manager)) {
    findings.push({
      rule: 'option-invalid',
      field: 'fieldManager',
      reason: 'FieldValueInvalid',
      detail: 'should only contain printable characters',
      badValue: HIDDEN,
    });
  }
  return findings;
}

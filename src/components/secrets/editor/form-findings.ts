import type { Finding } from '../../../domain/finding';
import { labelFindings, type LabelRow } from '../../../domain/labels';
import { createFindings, updateFindings, type SecureValueCandidate } from '../../../domain/secure-value-rules';
import { draftOf, formValuesOf, type EditorMode, type SecretFormValues } from './form-values';

/** Every rule that the form breaks, as the server would find it, and those for labels that only forms have. */
export function formFindings(values: SecretFormValues, mode: EditorMode, namespace: string): readonly Finding[] {
  return [...objectFindings(values, mode, namespace), ...changedLabelFindings(values.labels, storedLabels(mode))];
}

function objectFindings(values: SecretFormValues, mode: EditorMode, namespace: string): readonly Finding[] {
  const draft = draftOf(values);
  const candidate: SecureValueCandidate = { ...draft, namespace };
  return mode.kind === 'create' ? createFindings(candidate) : updateFindings(mode.secret, candidate);
}

/** The API takes labels that the form would not. Those that are there already must not stand in the way of a change. */
function changedLabelFindings(rows: readonly LabelRow[], stored: readonly LabelRow[]): readonly Finding[] {
  return labelFindings(rows).filter(({ rule, field }) => {
    if (rule === 'labels-too-many') {
      return rows.length > stored.length;
    }
    const row = rows[labelRowIndex(field) ?? -1];
    return rule === 'label-key-duplicate' || !stored.some(({ key, value }) => key === row?.key && value === row.value);
  });
}

function storedLabels(mode: EditorMode): readonly LabelRow[] {
  return formValuesOf(mode).labels;
}

function labelRowIndex(field: string): number | undefined {
  const index = /^metadata\.labels\.\[(\d+)\]/.exec(field)?.[1];
  return index === undefined ? undefined : Number(index);
}

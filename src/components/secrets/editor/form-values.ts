import type { Secret, SecretDraft } from '../../../api/secret';
import { recordToRows, rowsToRecord, type LabelRow } from '../../../domain/labels';

/** A new secret that some services may read from the first, under a name that may be known already, or a change of one as it was read. */
export type EditorMode =
  | { readonly kind: 'create'; readonly decrypters: readonly string[]; readonly name?: string }
  | { readonly kind: 'edit'; readonly secret: Secret };

/** What stands in the form. */
export interface SecretFormValues {
  name: string;
  description: string;
  /** Whether a new value is being given; while it is not, the stored one stays. */
  givesValue: boolean;
  value: string;
  decrypters: string[];
  /** A service that is typed but not added yet. */
  otherDecrypter: string;
  labels: LabelRow[];
}

export const NEW_SECRET: SecretFormValues = {
  name: '',
  description: '',
  givesValue: true,
  value: '',
  decrypters: [],
  otherDecrypter: '',
  labels: [],
};

export function formValuesOf(mode: EditorMode): SecretFormValues {
  if (mode.kind === 'create') {
    return { ...NEW_SECRET, name: mode.name ?? '', decrypters: [...mode.decrypters] };
  }
  const { name, description, decrypters, labels } = mode.secret;
  return {
    ...NEW_SECRET,
    name,
    description,
    givesValue: false,
    decrypters: [...decrypters],
    labels: recordToRows(labels),
  };
}

export function draftOf({ name, description, givesValue, value, decrypters, labels }: SecretFormValues): SecretDraft {
  return { name, description, decrypters, labels: rowsToRecord(labels), ...(givesValue ? { value } : {}) };
}

/** The parts of the form that a person would lose. That a value may be given is not one, as long as none is. */
const ANSWERS = ['name', 'description', 'value', 'decrypters', 'otherDecrypter', 'labels'] as const;
export type Answer = (typeof ANSWERS)[number];

export function changedAnswers(from: SecretFormValues, to: SecretFormValues): readonly Answer[] {
  return ANSWERS.filter((answer) => !sameAnswer(from[answer], to[answer]));
}

/** What a person changed on top of what somebody else changed meanwhile. Their own change wins. */
export function mergedValues(
  read: SecretFormValues,
  mine: SecretFormValues,
  latest: SecretFormValues
): SecretFormValues {
  const merged = { ...latest, givesValue: mine.givesValue };
  return Object.assign(merged, Object.fromEntries(changedAnswers(read, mine).map((answer) => [answer, mine[answer]])));
}

function sameAnswer(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

import type { Secret, SecretDraft } from '../../../api/secret';
import { recordToRows, rowsToRecord, type LabelRow } from '../../../domain/labels';

/** A new secret, or a change of one as it was read. */
export type EditorMode = ({ readonly kind: 'create' } & NewSecret) | { readonly kind: 'edit'; readonly secret: Secret };

/** What is known of a secret before anything is entered. */
export interface NewSecret {
  /** Those that may read it from the first. */
  readonly decrypters: readonly string[];
  readonly name?: string;
  /** Those of a secret that is to be made anew: the API has taken them before, even where a form would not. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Where the value is: handed over here, or in an entry of an external store. A secret keeps to one of them for life. */
export type SecretSource = 'value' | 'reference';

/** What stands in the form. */
export interface SecretFormValues {
  name: string;
  description: string;
  source: SecretSource;
  /** Whether a new value is being given; while it is not, the stored one stays. */
  givesValue: boolean;
  value: string;
  /** The entry of the external store. */
  ref: string;
  decrypters: string[];
  /** That a secret which no service may read is meant like that. */
  acceptsNobody: boolean;
  /** A service that is typed but not added yet. */
  otherDecrypter: string;
  labels: LabelRow[];
}

export const NEW_SECRET: SecretFormValues = {
  name: '',
  description: '',
  source: 'value',
  givesValue: true,
  value: '',
  ref: '',
  decrypters: [],
  acceptsNobody: false,
  otherDecrypter: '',
  labels: [],
};

export function formValuesOf(mode: EditorMode): SecretFormValues {
  if (mode.kind === 'create') {
    const { name = '', decrypters, labels } = mode;
    return { ...NEW_SECRET, name, decrypters: [...decrypters], labels: recordToRows(labels) };
  }
  const { name, description, ref, decrypters, labels } = mode.secret;
  return {
    ...NEW_SECRET,
    name,
    description,
    source: ref === undefined ? 'value' : 'reference',
    givesValue: false,
    ref: ref ?? '',
    decrypters: [...decrypters],
    // It was so before, and whoever looks at the form sees it.
    acceptsNobody: decrypters.length === 0,
    labels: recordToRows(labels),
  };
}

export function draftOf(values: SecretFormValues): SecretDraft {
  const { name, description, decrypters, labels } = values;
  return { name, description, decrypters, labels: rowsToRecord(labels), ...sourceOf(values) };
}

function sourceOf({ source, givesValue, value, ref }: SecretFormValues): Pick<SecretDraft, 'value' | 'ref'> {
  if (source === 'reference') {
    return { ref };
  }
  return givesValue ? { value } : {};
}

/**
 * Whether a person would lose something. The order of services and labels means nothing, nor does a label not begun; and
 * that a value may be given is no change, as long as none is.
 */
export function hasChanges(from: SecretFormValues, to: SecretFormValues): boolean {
  return from.value !== to.value || JSON.stringify(answersOf(from)) !== JSON.stringify(answersOf(to));
}

/** What a person has entered beside the value. */
function answersOf({ name, description, ref, decrypters, otherDecrypter, labels }: SecretFormValues) {
  const begun = labels.filter(({ key, value }) => key !== '' || value !== '');
  const sortedLabels = begun.map(({ key, value }) => JSON.stringify([key, value])).sort();
  return [name, description, ref, [...decrypters].sort(), otherDecrypter, sortedLabels];
}

import type { SecretSource } from './form-values';

/** Where on the form something can be wrong. */
export type FormField =
  | 'name'
  | 'description'
  | 'value'
  | 'ref'
  | 'decrypters'
  | 'labels'
  | `labels.${number}.key`
  | `labels.${number}.value`;

const FIELDS: ReadonlyMap<string, FormField> = new Map([
  ['metadata.name', 'name'],
  ['spec.description', 'description'],
  ['spec.value', 'value'],
  ['spec.decrypters', 'decrypters'],
  ['metadata.labels', 'labels'],
]);

/**
 * The place on the form of a Kubernetes field path; undefined for one that the form does not show.
 *
 * @param source where the form takes the value from: the API blames the whole spec for having none, or two.
 */
export function formFieldOf(path: string, source: SecretSource): FormField | undefined {
  if (path === 'spec' || path === 'spec.ref') {
    return source === 'reference' ? 'ref' : 'value';
  }
  const label = /^metadata\.labels\.\[(\d+)\]\.(key|value)$/.exec(path);
  if (label) {
    const index = Number(label[1]);
    return label[2] === 'key' ? `labels.${index}.key` : `labels.${index}.value`;
  }
  return FIELDS.get(path.replace(/\.?\[[^\]]*\]$/, ''));
}

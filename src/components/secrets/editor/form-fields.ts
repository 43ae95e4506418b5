/** Where on the form something can be wrong. */
export type FormField =
  'name' | 'description' | 'value' | 'decrypters' | 'labels' | `labels.${number}.key` | `labels.${number}.value`;

const FIELDS: ReadonlyMap<string, FormField> = new Map([
  ['metadata.name', 'name'],
  ['spec.description', 'description'],
  ['spec.value', 'value'],
  // The API blames the whole spec when there is neither a value nor a reference, or both.
  ['spec', 'value'],
  ['spec.ref', 'value'],
  ['spec.decrypters', 'decrypters'],
  ['metadata.labels', 'labels'],
]);

/** The place on the form of a Kubernetes field path; undefined for one that the form does not show. */
export function formFieldOf(path: string): FormField | undefined {
  const label = /^metadata\.labels\.\[(\d+)\]\.(key|value)$/.exec(path);
  if (label) {
    const index = Number(label[1]);
    return label[2] === 'key' ? `labels.${index}.key` : `labels.${index}.value`;
  }
  return FIELDS.get(path.replace(/\.?\[[^\]]*\]$/, ''));
}

import type { LabelRow } from './labels.ts';

type Labels = Readonly<Record<string, string>>;

/** Keys that other secrets have and these rows do not, those that most have first. */
export function suggestedKeys(known: readonly Labels[], rows: readonly LabelRow[]): readonly string[] {
  const taken = new Set(rows.map(({ key }) => key));
  return byFrequency(known.flatMap((labels) => Object.keys(labels))).filter((key) => !taken.has(key));
}

/** Values that other secrets have for a key, those that most have first. */
export function suggestedValues(known: readonly Labels[], key: string): readonly string[] {
  return byFrequency(
    known.flatMap((labels) => Object.entries(labels).flatMap(([other, value]) => (other === key ? [value] : [])))
  );
}

/** Each text once and no empty one. */
function byFrequency(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts.filter((one) => one !== '')) {
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([text]) => text);
}

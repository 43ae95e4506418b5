import type { Secret } from '../../api/secret';

/** A value that secrets have in common, and how many have it. */
export interface FacetValue<Value = string> {
  readonly value: Value;
  readonly count: number;
}

export interface Label {
  readonly key: string;
  readonly value: string;
}

/** The services that are named, the one that most secrets name first. */
export function decryptersOf(secrets: readonly Secret[]): readonly FacetValue[] {
  return counted(secrets, ({ decrypters }) => decrypters);
}

export function keepersOf(secrets: readonly Secret[]): readonly FacetValue[] {
  return counted(secrets, ({ keeper }) => (keeper === undefined ? [] : [keeper]));
}

export function managersOf(secrets: readonly Secret[]): readonly FacetValue[] {
  return counted(secrets, ({ managedBy }) => (managedBy === undefined ? [] : [managedBy]));
}

export function labelKeysOf(secrets: readonly Secret[]): readonly FacetValue[] {
  return counted(secrets, ({ labels }) => Object.keys(labels));
}

export function labelsOf(secrets: readonly Secret[]): ReadonlyArray<FacetValue<Label>> {
  // No key holds the character between them, so that no two labels are taken for one.
  return counted(secrets, ({ labels }) => Object.entries(labels).map(([key, value]) => `${key}\n${value}`)).map(
    ({ value, count }) => {
      const cut = value.indexOf('\n');
      return { value: { key: value.slice(0, cut), value: value.slice(cut + 1) }, count };
    }
  );
}

function counted(secrets: readonly Secret[], valuesOf: (secret: Secret) => readonly string[]): readonly FacetValue[] {
  const counts = new Map<string, number>();
  for (const secret of secrets) {
    for (const value of new Set(valuesOf(secret))) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

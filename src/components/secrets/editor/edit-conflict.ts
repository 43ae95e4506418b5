import type { Secret } from '../../../api/secret';
import { recordToRows, type LabelRow } from '../../../domain/labels';
import type { SecretFormValues } from './form-values';

/** Whose change of a part is to last. */
export type Side = 'mine' | 'theirs';

/** A part of a secret that two people can change apart from each other. */
export type Part =
  | { readonly kind: 'description' }
  | { readonly kind: 'value' }
  | { readonly kind: 'ref' }
  | { readonly kind: 'decrypter'; readonly id: string }
  | { readonly kind: 'label'; readonly key: string };

/** A part that somebody else changed while the form was open, and that is not in the form as they left it. */
export interface Difference {
  /** Tells it from the other differences. */
  readonly id: string;
  readonly part: Part;
  /** What it said at the three places; undefined where the part is not there. Never a value: nobody can read those. */
  readonly before: string | undefined;
  readonly mine: string | undefined;
  readonly theirs: string | undefined;
  /** Whose change lasts unless a person says otherwise: mine where I made one, too. */
  readonly proposed: Side;
}

type Texts = Pick<Difference, 'before' | 'mine' | 'theirs'>;
type Parts = Pick<SecretFormValues, 'description' | 'ref' | 'decrypters' | 'labels' | 'givesValue'>;

/** What somebody else changed between two readings of a secret, part by part, beside what stands in the form. */
export function differencesOf(read: Secret, mine: Parts, latest: Secret): readonly Difference[] {
  const [before, theirs] = [partsOf(read), partsOf(latest)];
  const ids = [...new Set([...before.decrypters, ...theirs.decrypters])];
  const keys = [...new Set([...before.labels, ...theirs.labels].map(({ key }) => key))];
  return [
    ...changedByThem('description', { kind: 'description' }, [before, mine, theirs], ({ description }) => description),
    ...changedByThem('ref', { kind: 'ref' }, [before, mine, theirs], ({ ref }) => ref),
    ...ids.flatMap((id) =>
      changedByThem(`decrypter:${id}`, { kind: 'decrypter', id }, [before, mine, theirs], ({ decrypters }) =>
        decrypters.includes(id) ? id : undefined
      )
    ),
    ...keys.flatMap((key) =>
      changedByThem(`label:${key}`, { kind: 'label', key }, [before, mine, theirs], ({ labels }) =>
        valueOf(labels, key)
      )
    ),
    // Whether they replaced it cannot be seen. Where a new one is given, it may be over theirs.
    ...(mine.givesValue ? [valueDifference()] : []),
  ];
}

/** The form with each of their changes that is to last, on top of what stands in it. */
export function mergedValues(
  mine: SecretFormValues,
  differences: readonly Difference[],
  sideOf: (difference: Difference) => Side
): SecretFormValues {
  return differences.filter((difference) => sideOf(difference) === 'theirs').reduce<SecretFormValues>(withTheirs, mine);
}

function partsOf({ description, ref = '', decrypters, labels }: Secret): Parts {
  return { description, ref, decrypters: [...decrypters], labels: recordToRows(labels), givesValue: false };
}

function changedByThem(
  id: string,
  part: Part,
  places: readonly [before: Parts, mine: Parts, theirs: Parts],
  textOf: (parts: Parts) => string | undefined
): readonly Difference[] {
  const [before, mine, theirs] = places.map(textOf);
  if (theirs === before || theirs === mine) {
    return [];
  }
  return [{ id, part, ...texts(before, mine, theirs), proposed: mine === before ? 'theirs' : 'mine' }];
}

function texts(before: string | undefined, mine: string | undefined, theirs: string | undefined): Texts {
  return { before, mine, theirs };
}

function valueDifference(): Difference {
  return { id: 'value', part: { kind: 'value' }, ...texts(undefined, undefined, undefined), proposed: 'mine' };
}

function withTheirs(values: SecretFormValues, { part, theirs }: Difference): SecretFormValues {
  switch (part.kind) {
    case 'description':
      return { ...values, description: theirs ?? '' };
    case 'ref':
      return { ...values, ref: theirs ?? '' };
    case 'value':
      return { ...values, givesValue: false, value: '' };
    case 'decrypter': {
      const others = values.decrypters.filter((id) => id !== part.id);
      return { ...values, decrypters: theirs === undefined ? others : [...others, part.id] };
    }
    case 'label':
      return { ...values, labels: withLabel(values.labels, part.key, theirs) };
  }
}

/** Rows keep their places: the person is looking at them. */
function withLabel(rows: readonly LabelRow[], key: string, value: string | undefined): LabelRow[] {
  if (value === undefined) {
    return rows.filter((row) => row.key !== key);
  }
  return rows.some((row) => row.key === key)
    ? rows.map((row) => (row.key === key ? { key, value } : row))
    : [...rows, { key, value }];
}

function valueOf(rows: readonly LabelRow[], key: string): string | undefined {
  return rows.find((row) => row.key === key)?.value;
}

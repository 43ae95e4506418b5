import type { Secret } from '../../api/secret';

/** What the rows of the list stand together by. */
export type Grouping =
  { readonly kind: 'none' } | { readonly kind: 'prefix' } | { readonly kind: 'label'; readonly key: string };

export const NO_GROUPING: Grouping = { kind: 'none' };

const LABEL_MARK = 'label:';

/** As it stands in the URL: `prefix`, `label:team`, or `none`. */
export function formatGrouping(grouping: Grouping): string {
  return grouping.kind === 'label' ? `${LABEL_MARK}${grouping.key}` : grouping.kind;
}

/** @returns undefined for a text that names no grouping */
export function parseGrouping(text: string): Grouping | undefined {
  if (text === 'none' || text === 'prefix') {
    return { kind: text };
  }
  const key = text.startsWith(LABEL_MARK) ? text.slice(LABEL_MARK.length) : '';
  return key === '' ? undefined : { kind: 'label', key };
}

/** Rows that stand together. */
export interface SecretGroup {
  /** What they have in common; undefined for those that have nothing. */
  readonly value: string | undefined;
  /** In all, on whatever page. */
  readonly size: number;
  readonly secrets: readonly Secret[];
}

/** By the alphabet, and at the end those that belong to none. Inside a group the order stays. */
export function inGroups(secrets: readonly Secret[], grouping: Grouping): readonly SecretGroup[] {
  const groups = new Map<string | undefined, Secret[]>();
  for (const secret of secrets) {
    const value = groupOf(secret, grouping);
    const group = groups.get(value);
    if (group === undefined) {
      groups.set(value, [secret]);
    } else {
      group.push(secret);
    }
  }
  return [...groups]
    .map(([value, members]) => ({ value, size: members.length, secrets: members }))
    .sort((a, b) => compareGroups(a.value, b.value));
}

/** What of the groups is on a page: rows from `start` up to `end`, counted through all groups. */
export function sliceGroups(groups: readonly SecretGroup[], start: number, end: number): readonly SecretGroup[] {
  const onPage: SecretGroup[] = [];
  let before = 0;
  for (const group of groups) {
    const secrets = group.secrets.slice(Math.max(0, start - before), Math.max(0, end - before));
    if (secrets.length > 0) {
      onPage.push({ ...group, secrets });
    }
    before += group.secrets.length;
  }
  return onPage;
}

/** Names have no meaning but by habit: what stands before the first `-` or `.` is what a team or product puts there. */
function groupOf({ name, labels }: Secret, grouping: Grouping): string | undefined {
  switch (grouping.kind) {
    case 'none':
      return undefined;
    case 'label':
      return Object.hasOwn(labels, grouping.key) ? labels[grouping.key] : undefined;
    case 'prefix':
      return /^([^.-]+)[.-]/.exec(name)?.[1];
  }
}

function compareGroups(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) {
    return a === b ? 0 : a === undefined ? 1 : -1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

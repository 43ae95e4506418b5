import type { Secret } from '../../api/secret';
import type { DecrypterRegistry } from '../../domain/decrypters';
import { COLUMNS } from './list-view';
import { managerName } from './manager-text';

/** Every column there is. */
export const SORT_KEYS = ['name', ...COLUMNS] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface ListOrder {
  readonly key: SortKey;
  readonly descending: boolean;
}

export const DEFAULT_ORDER: ListOrder = { key: 'name', descending: false };

/** As it stands in the URL: `modified`, or `-modified` for the latest first. */
export function formatOrder({ key, descending }: ListOrder): string {
  return descending ? `-${key}` : key;
}

/** @returns undefined for a text that names no order */
export function parseOrder(text: string): ListOrder | undefined {
  const descending = text.startsWith('-');
  const word = descending ? text.slice(1) : text;
  const key = SORT_KEYS.find((candidate) => candidate === word);
  return key === undefined ? undefined : { key, descending };
}

/** The latest and the highest come first: of a time or a number, that is what people look for. */
const STARTS_DESCENDING: ReadonlySet<SortKey> = new Set(['created', 'modified', 'version']);

/** The order after a click on a column's heading: a second click turns it round. */
export function nextOrder(order: ListOrder, key: SortKey): ListOrder {
  return order.key === key ? { key, descending: !order.descending } : { key, descending: STARTS_DESCENDING.has(key) };
}

export function inOrder(
  secrets: readonly Secret[],
  { key, descending }: ListOrder,
  registry: DecrypterRegistry
): readonly Secret[] {
  const sign = descending ? -1 : 1;
  // What is compared is taken from each secret once, and not at every comparison.
  return secrets
    .map((secret) => ({ secret, value: sortValue(secret, key, registry) }))
    .sort((a, b) => sign * compare(a.value, b.value) || compare(a.secret.name, b.secret.name))
    .map(({ secret }) => secret);
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As it is read in the column, in any case. What is unknown comes before everything else. */
function sortValue(secret: Secret, key: SortKey, { nameOf }: DecrypterRegistry): string | number {
  switch (key) {
    case 'name':
      return secret.name;
    case 'description':
      return secret.description.toLowerCase();
    case 'labels':
      return Object.entries(secret.labels)
        .map(([label, value]) => `${label}: ${value}`)
        .join(', ')
        .toLowerCase();
    case 'decrypters':
      return secret.decrypters.map(nameOf).join(', ').toLowerCase();
    case 'keeper':
      return secret.keeper ?? '';
    case 'manager':
      return managerName(secret.managedBy ?? '').toLowerCase();
    case 'version':
      return secret.version ?? 0;
    case 'created':
    case 'modified':
      return instant(secret[key]);
  }
}

function instant(timestamp: string | undefined): number {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? 0 : time;
}

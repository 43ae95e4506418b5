import type { Secret } from '../../api/secret';

export const SORT_KEYS = ['name', 'created', 'modified'] as const;
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

/** The order after a click on a column's heading: a second click turns it round. */
export function nextOrder(order: ListOrder, key: SortKey): ListOrder {
  return order.key === key ? { key, descending: !order.descending } : { key, descending: key !== 'name' };
}

export function inOrder(secrets: readonly Secret[], { key, descending }: ListOrder): readonly Secret[] {
  const sign = descending ? -1 : 1;
  return [...secrets].sort((a, b) => sign * compare(a, b, key) || compareNames(a, b));
}

function compare(a: Secret, b: Secret, key: SortKey): number {
  return key === 'name' ? compareNames(a, b) : instant(a[key]) - instant(b[key]);
}

/** Names are lower-case ASCII, so the order of their characters is the order that people expect. */
function compareNames(a: Secret, b: Secret): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Unknown times count as the oldest. */
function instant(timestamp: string | undefined): number {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? 0 : time;
}

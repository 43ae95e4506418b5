import type { NavModelItem } from '@grafana/data';

export const HOME_ID = 'home';

/**
 * The way from a top-level item down to the one that a page belongs to: the item whose address is the longest
 * beginning of the page's. Empty if no item leads there.
 */
export function pathToPage(items: readonly NavModelItem[], pathname: string): readonly NavModelItem[] {
  let best: readonly NavModelItem[] = [];
  for (const item of items) {
    const below = pathToPage(item.children ?? [], pathname);
    const candidate = below.length > 0 ? [item, ...below] : leadsTo(item, pathname) ? [item] : [];
    if (addressLength(candidate) > addressLength(best)) {
      best = candidate;
    }
  }
  return best;
}

/** The first page of an app in the menu: where a visitor of `/` wants to go. */
export function landingUrl(items: readonly NavModelItem[]): string | undefined {
  for (const item of items) {
    const url = item.url?.startsWith('/a/') ? item.url : landingUrl(item.children ?? []);
    if (url !== undefined) {
      return url;
    }
  }
  return undefined;
}

function leadsTo({ id, url }: NavModelItem, pathname: string): boolean {
  if (url === undefined || id === HOME_ID) {
    return url === pathname;
  }
  return pathname === url || pathname.startsWith(`${url}/`);
}

function addressLength(path: readonly NavModelItem[]): number {
  return path.at(-1)?.url?.length ?? -1;
}

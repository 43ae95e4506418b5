import type { NavModelItem } from '@grafana/data';

export interface Breadcrumb {
  readonly text: string;
  /** The last one is the page itself and leads nowhere. */
  readonly url?: string;
}

/** Home, the menu items above the page, then the page and its parents as the plugin names them. */
export function breadcrumbTrail(
  home: NavModelItem | undefined,
  section: readonly NavModelItem[],
  page: NavModelItem | undefined
): readonly Breadcrumb[] {
  const trail: NavModelItem[] = [];
  for (const item of [...(home ? [home] : []), ...section, ...withParents(page)]) {
    const last = trail.at(-1);
    if (last && samePlace(last, item)) {
      trail.pop();
    }
    trail.push(item);
  }
  return trail.map(({ text, url }, index) => (index === trail.length - 1 ? { text } : { text, url }));
}

function withParents(page: NavModelItem | undefined): readonly NavModelItem[] {
  if (!page) {
    return [];
  }
  const parents = withParents(page.parentItem);
  return page.hideFromBreadcrumbs ? parents : [...parents, page];
}

/** A menu item and the page it opens are one step, although the page's address may carry a query. */
function samePlace(one: NavModelItem, other: NavModelItem): boolean {
  return pathOf(one) !== undefined && pathOf(one) === pathOf(other);
}

function pathOf({ url }: NavModelItem): string | undefined {
  return url?.split('?')[0];
}

import type { Secret } from '../../api/secret';
import { inOrder } from './list-order';
import { searchSecrets } from './search';
import type { ListSelection } from './SecretListScene';

/** Few enough that a keystroke in the search is answered at once, whatever the number of secrets. */
export const PAGE_SIZE = 50;

export interface VisibleSecrets {
  readonly total: number;
  readonly matching: number;
  /** From 1; the last one where the selection asks for a page that is not there. */
  readonly page: number;
  readonly pages: number;
  readonly secrets: readonly Secret[];
}

/** The page of the list that a selection shows. */
export function visibleSecrets(
  all: readonly Secret[],
  { search, order, page }: Pick<ListSelection, 'search' | 'order' | 'page'>
): VisibleSecrets {
  const matching = inOrder(searchSecrets(all, search), order);
  const pages = Math.max(1, Math.ceil(matching.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  return {
    total: all.length,
    matching: matching.length,
    page: shown,
    pages,
    secrets: matching.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE),
  };
}

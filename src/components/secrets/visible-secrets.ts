import type { Secret } from '../../api/secret';
import { inGroups, sliceGroups, type Grouping, type SecretGroup } from './grouping';
import type { SecretIndex } from './secret-index';

/**
 * As many as Grafana has on a page of users or teams. The browser lays out all rows of a page in one go, deaf meanwhile, and
 * half a hundred of them keep it busy for longer than a person notices.
 */
export const PAGE_SIZE = 30;

/** What the browser filters by, on top of what it had from the server. */
export interface BrowserFilters {
  /** Lower-case. */
  readonly words: readonly string[];
  /** The name of a keeper; empty for all. */
  readonly keeper: string;
  /** The tool that manages them; empty for all, managed or not. */
  readonly manager: string;
}

export interface FoundSecrets {
  readonly matching: readonly Secret[];
  /** Those that would match, were it not for the keeper that is selected: what another choice is counted from. */
  readonly ofAnyKeeper: readonly Secret[];
  readonly ofAnyManager: readonly Secret[];
}

/** Those that hold every word anywhere in what the list shows of them, in the order in which they came. */
export function findSecrets(
  secrets: readonly Secret[],
  { searched }: SecretIndex,
  { words, keeper, manager }: BrowserFilters
): FoundSecrets {
  const found =
    words.length === 0
      ? secrets
      : secrets.filter((secret) => {
          const text = searched.get(secret) ?? '';
          return words.every((word) => text.includes(word));
        });
  const ofAnyKeeper = manager === '' ? found : found.filter(({ managedBy }) => managedBy === manager);
  const ofAnyManager = keeper === '' ? found : found.filter((secret) => secret.keeper === keeper);
  const matching = keeper === '' ? ofAnyKeeper : ofAnyKeeper.filter((secret) => secret.keeper === keeper);
  return { matching, ofAnyKeeper, ofAnyManager };
}

export interface VisiblePage {
  /** From 1; the last one where the selection asks for a page that is not there. */
  readonly page: number;
  readonly pages: number;
  /** The rows of this page. Without a grouping they are all in one that has no value. */
  readonly groups: readonly SecretGroup[];
}

/** The page of what was found that is on show. */
export function visiblePage(matching: readonly Secret[], grouping: Grouping, page: number): VisiblePage {
  const pages = Math.max(1, Math.ceil(matching.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  const groups = inGroups(matching, grouping);
  return { page: shown, pages, groups: sliceGroups(groups, (shown - 1) * PAGE_SIZE, shown * PAGE_SIZE) };
}

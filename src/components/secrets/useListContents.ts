import { useMemo } from 'react';
import { useDecrypters } from '../../api/DecrypterSettings';
import type { Secret } from '../../api/secret';
import { decryptersOf, keepersOf, managersOf } from './facets';
import { inOrder } from './list-order';
import type { ListFacets } from './ListFilters';
import type { SecretGroup } from './grouping';
import type { ListSelection } from './SecretListScene';
import { indexSecrets } from './secret-index';
import { searchWords } from './search';
import { findSecrets, visiblePage } from './visible-secrets';

export interface ListContents {
  /** Those that the server had, without the hidden ones. */
  readonly total: number;
  readonly matching: number;
  readonly owned: number;
  readonly facets: ListFacets;
  readonly words: readonly string[];
  readonly page: number;
  readonly pages: number;
  readonly groups: readonly SecretGroup[];
}

/**
 * What the list shows of what the server had. In steps, each taken again only for what it depends on: a keystroke does not
 * sort, and a page that is turned does not search.
 *
 * @param ofAnyDecrypter those of all services, to count the services from
 */
export function useListContents(
  secrets: readonly Secret[],
  ofAnyDecrypter: readonly Secret[],
  { search, keeper, manager, order, page, grouping, owned }: ListSelection
): ListContents {
  const { registry } = useDecrypters();
  const index = useMemo(() => indexSecrets(secrets, registry), [secrets, registry]);
  const ordered = useMemo(
    () =>
      inOrder(owned ? index.secrets : index.secrets.filter((secret) => secret.owner === undefined), order, registry),
    [index, owned, order, registry]
  );
  const words = useMemo(() => searchWords(search), [search]);
  const found = useMemo(
    () => findSecrets(ordered, index, { words, keeper, manager }),
    [ordered, index, words, keeper, manager]
  );
  const decrypters = useMemo(() => decryptersOf(ofAnyDecrypter), [ofAnyDecrypter]);
  const facets = useMemo(
    () => ({
      matching: found.matching,
      decrypters,
      keepers: keepersOf(found.ofAnyKeeper),
      managers: managersOf(found.ofAnyManager),
    }),
    [found, decrypters]
  );
  const visible = useMemo(() => visiblePage(found.matching, grouping, page), [found, grouping, page]);
  return useMemo(
    () => ({ total: ordered.length, matching: found.matching.length, owned: index.owned, facets, words, ...visible }),
    [ordered, found, index, facets, words, visible]
  );
}

import React, { memo, useCallback } from 'react';
import { Pagination } from '@grafana/ui';
import type { SortKey } from './list-order';
import type { ListSelection, SecretListScene } from './SecretListScene';
import type { SecretRowActions } from './SecretRow';
import { SecretTable } from './SecretTable';
import type { ListContents } from './useListContents';

interface SecretPagesProps
  extends
    Omit<SecretRowActions, 'onLabel'>,
    Pick<ListContents, 'groups' | 'page' | 'pages'>,
    Pick<ListSelection, 'order' | 'columns' | 'density' | 'grouping'> {
  readonly list: SecretListScene;
  readonly busy: boolean;
}

/** One page of the table, and the way to the others. Drawn anew only for what it shows, and not with every change of the list. */
export const SecretPages = memo(function SecretPages({ page, pages, list, ...table }: SecretPagesProps) {
  const onLabel = useCallback((key: string, value: string) => list.requireLabel(key, value), [list]);
  const onSort = useCallback((key: SortKey) => list.sortBy(key), [list]);
  return (
    <>
      <SecretTable {...table} onSort={onSort} onLabel={onLabel} />
      <Pagination
        currentPage={page}
        numberOfPages={pages}
        onNavigate={(target) => list.setPage(target)}
        hideWhenSinglePage
      />
    </>
  );
});

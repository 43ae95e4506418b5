import React, { memo, useCallback } from 'react';
import { Pagination } from '@grafana/ui';
import type { SortKey } from './list-order';
import type { ListSelection, SecretListScene } from './SecretListScene';
import type { SecretRowActions } from './SecretRow';
import { SecretTable } from './SecretTable';
import type { ListContents } from './useListContents';

interface SecretPagesProps extends Omit<SecretRowActions, 'onLabel'> {
  readonly contents: Pick<ListContents, 'groups' | 'page' | 'pages'>;
  readonly view: Pick<ListSelection, 'order' | 'columns' | 'density' | 'grouping'>;
  readonly list: SecretListScene;
  readonly busy: boolean;
}

/** One page of the table, and the way to the others. */
export const SecretPages = memo(function SecretPages({ contents, view, list, busy, ...actions }: SecretPagesProps) {
  const onLabel = useCallback((key: string, value: string) => list.requireLabel(key, value), [list]);
  const onSort = useCallback((key: SortKey) => list.sortBy(key), [list]);
  return (
    <>
      <SecretTable
        {...actions}
        groups={contents.groups}
        grouping={view.grouping}
        columns={view.columns}
        density={view.density}
        order={view.order}
        onSort={onSort}
        onLabel={onLabel}
        busy={busy}
      />
      <Pagination
        currentPage={contents.page}
        numberOfPages={contents.pages}
        onNavigate={(target) => list.setPage(target)}
        hideWhenSinglePage
      />
    </>
  );
});

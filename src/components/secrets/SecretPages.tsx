import React, { useCallback } from 'react';
import { Pagination } from '@grafana/ui';
import type { ListOrder } from './list-order';
import type { SecretListScene } from './SecretListScene';
import type { SecretRowActions } from './SecretRow';
import { SecretTable } from './SecretTable';
import type { VisibleSecrets } from './visible-secrets';

interface SecretPagesProps extends Omit<SecretRowActions, 'onLabel'> {
  readonly visible: VisibleSecrets;
  readonly order: ListOrder;
  readonly list: SecretListScene;
  readonly busy: boolean;
}

/** One page of the table, and the way to the others. */
export function SecretPages({ visible, order, list, busy, ...actions }: SecretPagesProps) {
  const onLabel = useCallback((key: string, value: string) => list.requireLabel(key, value), [list]);
  return (
    <>
      <SecretTable
        {...actions}
        secrets={visible.secrets}
        order={order}
        onSort={(key) => list.sortBy(key)}
        onLabel={onLabel}
        busy={busy}
      />
      <Pagination
        currentPage={visible.page}
        numberOfPages={visible.pages}
        onNavigate={(target) => list.setPage(target)}
        hideWhenSinglePage
      />
    </>
  );
}

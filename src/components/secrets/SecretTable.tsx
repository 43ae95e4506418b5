import React from 'react';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Secret } from '../../api/secret';
import type { ListOrder, SortKey } from './list-order';
import { SecretRow, type SecretRowActions } from './SecretRow';
import { getTableStyles } from './table-styles';

interface SecretTableProps extends SecretRowActions {
  readonly secrets: readonly Secret[];
  readonly order: ListOrder;
  readonly onSort: (key: SortKey) => void;
  /** A newer answer is on its way. */
  readonly busy: boolean;
}

/**
 * A table, and in a narrow place a list of cards of the same markup. The roles are spelled out because browsers drop
 * those of a table whose `display` is changed.
 */
export function SecretTable({ secrets, order, onSort, busy, ...actions }: SecretTableProps) {
  const styles = useStyles2(getTableStyles);
  const columns = tableColumns();
  return (
    <div className={styles.container}>
      <table role="table" className={styles.table} aria-label={t('secrets.table.name', 'Secrets')} aria-busy={busy}>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row" className={styles.headRow}>
            {columns.map(({ id, label, sortKey }) => (
              <th
                key={id}
                role="columnheader"
                scope="col"
                className={styles.headCell}
                aria-sort={sortKey && ariaSort(order, sortKey)}
              >
                {sortKey ? (
                  <button type="button" className={styles.sortButton} onClick={() => onSort(sortKey)}>
                    {label}
                    {order.key === sortKey && <Icon name={order.descending ? 'arrow-down' : 'arrow-up'} />}
                  </button>
                ) : (
                  <span className={id === 'actions' ? styles.hiddenLabel : undefined}>{label}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles.body}>
          {secrets.map((secret) => (
            <SecretRow key={secret.name} secret={secret} styles={styles} {...actions} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ColumnId = 'name' | 'description' | 'labels' | 'decrypters' | 'keeper' | 'created' | 'modified' | 'actions';

interface Column {
  readonly id: ColumnId;
  readonly label: string;
  readonly sortKey?: SortKey;
}

function tableColumns(): readonly Column[] {
  return [
    { id: 'name', label: t('secrets.columns.name', 'Name'), sortKey: 'name' },
    { id: 'description', label: t('secrets.columns.description', 'Description') },
    { id: 'labels', label: t('secrets.columns.labels', 'Labels') },
    { id: 'decrypters', label: t('secrets.columns.decrypters', 'Who can read it') },
    { id: 'keeper', label: t('secrets.columns.keeper', 'Keeper') },
    { id: 'created', label: t('secrets.columns.created', 'Created'), sortKey: 'created' },
    { id: 'modified', label: t('secrets.columns.modified', 'Modified'), sortKey: 'modified' },
    { id: 'actions', label: t('secrets.columns.actions', 'Actions') },
  ];
}

function ariaSort(order: ListOrder, key: SortKey): 'ascending' | 'descending' | 'none' {
  if (order.key !== key) {
    return 'none';
  }
  return order.descending ? 'descending' : 'ascending';
}

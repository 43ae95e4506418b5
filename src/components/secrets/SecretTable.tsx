import React, { useMemo } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import { columnLabel, columnStyle } from './columns';
import type { Grouping, SecretGroup } from './grouping';
import type { ListOrder, SortKey } from './list-order';
import type { Column, Density } from './list-view';
import { SecretRow, type SecretRowActions } from './SecretRow';
import { SharedIcons } from './SharedIcon';
import { getTableStyles, type TableStyles } from './table-styles';

interface SecretTableProps extends SecretRowActions {
  readonly groups: readonly SecretGroup[];
  readonly grouping: Grouping;
  readonly columns: readonly Column[];
  readonly density: Density;
  readonly order: ListOrder;
  readonly onSort: (key: SortKey) => void;
  /** A newer answer is on its way. */
  readonly busy: boolean;
}

/**
 * A table, and in a narrow place a list of cards of the same markup. The roles are spelled out because browsers drop
 * those of a table whose `display` is changed.
 */
export function SecretTable({ groups, grouping, columns, density, order, onSort, busy, ...actions }: SecretTableProps) {
  const styles = useStyles2(getTableStyles, density);
  const shownColumns = useMemo(
    () => columns.map((column) => ({ column, label: columnLabel(column), className: columnStyle(column, styles) })),
    [columns, styles]
  );
  return (
    <div className={styles.container}>
      <SharedIcons />
      <table role="table" className={styles.table} aria-label={t('secrets.table.name', 'Secrets')} aria-busy={busy}>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row" className={styles.headRow}>
            {(['name', ...columns] as const).map((key) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                className={styles.headCell}
                aria-sort={ariaSort(order, key)}
              >
                <button type="button" className={styles.sortButton} onClick={() => onSort(key)}>
                  {columnLabel(key)}
                  {order.key === key && <Icon name={order.descending ? 'arrow-down' : 'arrow-up'} />}
                </button>
              </th>
            ))}
            <th role="columnheader" scope="col" className={styles.headCell}>
              <span className={styles.hiddenLabel}>
                <Trans i18nKey="secrets.columns.actions">Actions</Trans>
              </span>
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.value ?? ''} role="rowgroup" className={styles.body}>
            {grouping.kind !== 'none' && (
              <GroupHeading group={group} grouping={grouping} span={columns.length + 2} styles={styles} />
            )}
            {group.secrets.map((secret) => (
              <SecretRow key={secret.name} secret={secret} columns={shownColumns} styles={styles} {...actions} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface GroupHeadingProps {
  readonly group: SecretGroup;
  readonly grouping: Grouping;
  /** Columns that it goes across. */
  readonly span: number;
  readonly styles: TableStyles;
}

function GroupHeading({ group, grouping, span, styles }: GroupHeadingProps) {
  return (
    <tr role="row" className={styles.groupRow}>
      <th role="rowheader" scope="rowgroup" colSpan={span} className={styles.groupCell}>
        {groupText(group, grouping)}{' '}
        <span className={styles.groupSize}>
          {t('secrets.count.all', '', {
            count: group.size,
            defaultValue_one: '{{count, number}} secret',
            defaultValue_other: '{{count, number}} secrets',
          })}
        </span>
      </th>
    </tr>
  );
}

function groupText({ value }: SecretGroup, grouping: Grouping): string {
  if (grouping.kind === 'label') {
    return value === undefined
      ? t('secrets.group.no-label', 'Without the label {{key}}', {
          key: grouping.key,
          interpolation: { escapeValue: false },
        })
      : `${grouping.key}: ${value}`;
  }
  return value ?? t('secrets.group.no-prefix', 'Without a prefix');
}

function ariaSort(order: ListOrder, key: SortKey): 'ascending' | 'descending' | 'none' {
  if (order.key !== key) {
    return 'none';
  }
  return order.descending ? 'descending' : 'ascending';
}

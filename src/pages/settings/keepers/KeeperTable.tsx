import React from 'react';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { SecretKeeper } from '../../../api/keeper';
import { getTableStyles } from '../../../components/secrets/table-styles';
import { SYSTEM_KEEPER } from '../../../domain/api-group';
import { keeperColumns } from './keeper-columns';
import type { KeeperRowActions } from './keeper-row-actions';
import { KeeperRow } from './KeeperRow';
import { SystemKeeperRow } from './SystemKeeperRow';

interface KeeperTableProps extends KeeperRowActions {
  readonly keepers: readonly SecretKeeper[];
  /** The name of the active one. */
  readonly active: string;
  /** By the name of the keeper; undefined where that is not known. */
  readonly secretCounts: ReadonlyMap<string, number> | undefined;
  /** A newer answer is on its way. */
  readonly busy: boolean;
}

/** As the table of secrets, a list of cards in a narrow place. The built-in keeper, which is always there, comes first. */
export function KeeperTable({ keepers, active, secretCounts, busy, ...actions }: KeeperTableProps) {
  const styles = useStyles2(getTableStyles);
  const columns = keeperColumns();
  const countOf = (name: string) => secretCounts && (secretCounts.get(name) ?? 0);
  return (
    <div className={styles.container}>
      <table role="table" className={styles.table} aria-label={t('keepers.table', 'Keepers')} aria-busy={busy}>
        <thead role="rowgroup" className={styles.plainHead}>
          <tr role="row" className={styles.headRow}>
            {Object.entries(columns).map(([id, label]) => (
              <th key={id} role="columnheader" scope="col" className={styles.headCell}>
                <span className={id === 'actions' ? styles.hiddenLabel : undefined}>{label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles.body}>
          <SystemKeeperRow active={active === SYSTEM_KEEPER} secrets={countOf(SYSTEM_KEEPER)} {...actions} />
          {keepers.map((keeper) => (
            <KeeperRow key={keeper.name} keeper={keeper} secrets={countOf(keeper.name)} {...actions} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

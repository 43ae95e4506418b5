import React from 'react';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { getTableStyles } from '../../../components/secrets/table-styles';
import { SYSTEM_KEEPER } from '../../../domain/api-group';
import { ActivateButton } from './ActivateButton';
import { keeperColumns } from './keeper-columns';
import type { KeeperRowActions } from './keeper-row-actions';
import { KeeperState } from './KeeperState';
import { KeptSecrets } from './KeptSecrets';

interface SystemKeeperRowProps extends Pick<KeeperRowActions, 'permissions' | 'onActivate'> {
  /** It is where no other keeper is. */
  readonly active: boolean;
  readonly secrets: number | undefined;
}

/** The keeper that is built in: it is no object, and cannot be changed or deleted. */
export function SystemKeeperRow({ active, secrets, permissions, onActivate }: SystemKeeperRowProps) {
  const styles = useStyles2(getTableStyles);
  const columns = keeperColumns();
  return (
    <tr role="row" className={styles.row} data-keeper={SYSTEM_KEEPER}>
      <th role="rowheader" scope="row" className={styles.nameCell}>
        <div className={styles.name}>{SYSTEM_KEEPER}</div>
        <Text color="secondary" variant="bodySmall" element="p">
          {t('keepers.system.description', 'Built in: it cannot be changed or deleted')}
        </Text>
      </th>
      <td role="cell" className={styles.cell} data-label={columns.state}>
        <KeeperState active={active} />
      </td>
      <td role="cell" className={styles.textCell} data-label={columns.place}>
        {t('keepers.system.place', 'In the store of the server, encrypted')}
      </td>
      <td role="cell" className={styles.cell} data-label={columns.secrets}>
        <KeptSecrets keeper={SYSTEM_KEEPER} secrets={secrets} />
      </td>
      <td role="cell" className={styles.cell} />
      <td role="cell" className={styles.actionsCell}>
        <ActivateButton name={SYSTEM_KEEPER} active={active} permissions={permissions} onActivate={onActivate} />
      </td>
    </tr>
  );
}

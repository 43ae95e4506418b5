import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import type { SecretKeeper } from '../../../api/keeper';
import { missingActions, missingKeeperActions, secretPermissions } from '../../../api/permissions';
import { BlockableButton } from '../../../components/BlockableButton';
import { missingPermissionText } from '../../../components/permission-text';
import { Stamp } from '../../../components/secrets/Stamp';
import { getTableStyles } from '../../../components/secrets/table-styles';
import { ActivateButton } from './ActivateButton';
import { keeperColumns } from './keeper-columns';
import type { KeeperRowActions } from './keeper-row-actions';
import { placeText } from './keepers-text';
import { KeeperState } from './KeeperState';
import { KeptSecrets } from './KeptSecrets';

interface KeeperRowProps extends KeeperRowActions {
  readonly keeper: SecretKeeper;
  /** Undefined where that is not known. */
  readonly secrets: number | undefined;
}

export function KeeperRow({ keeper, secrets, permissions, onActivate, onEdit, onDelete }: KeeperRowProps) {
  const styles = useStyles2(getTableStyles);
  const own = useStyles2(getStyles);
  const columns = keeperColumns();
  const { name, description, active, place, modified, modifiedBy } = keeper;
  return (
    <tr role="row" className={styles.row} data-keeper={name}>
      <th role="rowheader" scope="row" className={styles.nameCell}>
        <div className={styles.name}>{name}</div>
        <Text color="secondary" variant="bodySmall" element="p">
          {description}
        </Text>
      </th>
      <td role="cell" className={styles.cell} data-label={columns.state}>
        <KeeperState active={active} />
      </td>
      <td role="cell" className={styles.textCell} data-label={columns.place}>
        <div>
          <div>{place.kind === 'aws' ? `${placeText(place)}, ${place.aws.region}` : placeText(place)}</div>
          {place.kind === 'aws' && place.aws.assumeRole && (
            <Text color="secondary" variant="bodySmall">
              {place.aws.assumeRole.assumeRoleArn}
            </Text>
          )}
        </div>
      </td>
      <td role="cell" className={styles.cell} data-label={columns.secrets}>
        <KeptSecrets keeper={name} secrets={secrets} />
      </td>
      <td role="cell" className={styles.cell} data-label={columns.modified}>
        <Stamp time={modified} by={modifiedBy} />
      </td>
      <td role="cell" className={styles.actionsCell}>
        <div className={own.actions}>
          <ActivateButton name={name} active={active} permissions={permissions} onActivate={onActivate} />
          <BlockableButton
            size="sm"
            variant="secondary"
            fill="outline"
            icon="pen"
            blocked={
              place.kind === 'aws'
                ? missingPermissionText(missingKeeperActions(permissions, ['read', 'write']))
                : t('keepers.row.no-form', 'There is no form for this kind of keeper here.')
            }
            aria-label={t('keepers.row.edit', 'Edit {{name}}', { name })}
            onClick={() => onEdit(name)}
          />
          <BlockableButton
            size="sm"
            variant="secondary"
            fill="outline"
            icon="trash-alt"
            blocked={missingPermissionText([
              ...missingKeeperActions(permissions, ['delete']),
              // Without it, nobody could tell whether a secret is lost.
              ...missingActions(secretPermissions(), ['read']),
            ])}
            aria-label={t('keepers.row.delete', 'Delete {{name}}', { name })}
            onClick={() => onDelete(name)}
          />
        </div>
      </td>
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  actions: css({ display: 'flex', gap: theme.spacing(0.5) }),
});

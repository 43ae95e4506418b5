import React, { memo } from 'react';
import { t } from '@grafana/i18n';
import { ClipboardButton } from '@grafana/ui';
import { missingActions, type SecretPermissions } from '../../api/permissions';
import type { Secret } from '../../api/secret';
import { missingPermissionText } from '../permission-text';
import { cellContent } from './columns';
import type { Column } from './list-view';
import { ProvenanceBadge } from './ProvenanceBadge';
import { QuarantineBadge } from './quarantine/QuarantineBadge';
import { RestoreSecretButton } from './quarantine/RestoreSecretButton';
import { readOnlyText } from './read-only-text';
import { RowButton } from './RowButton';
import { SecretLink } from './SecretLink';
import { SharedIcon } from './SharedIcon';
import type { TableStyles } from './table-styles';
import { UseSecretButton } from './use/UseSecretButton';

export interface SecretRowActions {
  readonly permissions: SecretPermissions;
  readonly onShow: (name: string) => void;
  readonly onEdit: (secret: Secret) => void;
  readonly onDelete: (secret: Secret) => void;
  readonly onLabel: (key: string, value: string) => void;
}

/** A column with what is the same in all its cells. */
export interface ShownColumn {
  readonly column: Column;
  readonly label: string;
  readonly className: string;
}

interface SecretRowProps extends SecretRowActions {
  readonly secret: Secret;
  readonly columns: readonly ShownColumn[];
  readonly styles: TableStyles;
}

/** Drawn anew only for another secret: a list of them hears every keystroke of the search. */
export const SecretRow = memo(function SecretRow(props: SecretRowProps) {
  const { secret, columns, styles, permissions, onShow, onEdit, onDelete, onLabel } = props;
  const { name } = secret;
  const readOnly = readOnlyText(secret);
  return (
    <tr role="row" className={styles.row} data-secret={name}>
      <th role="rowheader" scope="row" className={styles.nameCell}>
        <SecretLink name={name} onShow={onShow} />
        <ClipboardButton
          getText={() => name}
          icon={<SharedIcon name="copy" />}
          size="sm"
          fill="text"
          variant="secondary"
          aria-label={t('secrets.row.copy-name', 'Copy the name {{name}}', { name })}
        />
        <ProvenanceBadge secret={secret} />
        <QuarantineBadge secret={secret} />
      </th>
      {columns.map(({ column, label, className }) => (
        <td key={column} role="cell" className={className} data-label={label}>
          {cellContent(column, secret, onLabel)}
        </td>
      ))}
      <td role="cell" className={styles.actionsCell}>
        <div className={styles.actions}>
          <RestoreSecretButton secret={secret} permissions={permissions} isCompact />
          <UseSecretButton secret={secret} />
          <RowButton
            icon="pen"
            aria-label={t('secrets.row.edit', 'Edit {{name}}', { name })}
            blocked={readOnly ?? missingPermissionText(missingActions(permissions, ['read', 'write']))}
            onClick={() => onEdit(secret)}
          >
            {t('actions.edit', 'Edit')}
          </RowButton>
          <RowButton
            icon="trash-alt"
            aria-label={t('secrets.row.delete', 'Delete {{name}}', { name })}
            blocked={readOnly ?? missingPermissionText(missingActions(permissions, ['delete']))}
            onClick={() => onDelete(secret)}
          />
        </div>
      </td>
    </tr>
  );
});

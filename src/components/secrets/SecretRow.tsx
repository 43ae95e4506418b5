import React, { memo } from 'react';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, Stack } from '@grafana/ui';
import { missingActions, type SecretPermissions } from '../../api/permissions';
import type { Secret } from '../../api/secret';
import { BlockableButton } from '../BlockableButton';
import { missingPermissionText } from '../permission-text';
import { cellContent, columnLabel, columnStyle } from './columns';
import type { Column } from './list-view';
import { ProvenanceBadge } from './ProvenanceBadge';
import { QuarantineBadge } from './quarantine/QuarantineBadge';
import { RestoreSecretButton } from './quarantine/RestoreSecretButton';
import { readOnlyText } from './read-only-text';
import { SecretLink } from './SecretLink';
import type { TableStyles } from './table-styles';
import { UseSecretButton } from './use/UseSecretButton';

export interface SecretRowActions {
  readonly permissions: SecretPermissions;
  readonly onShow: (name: string) => void;
  readonly onEdit: (secret: Secret) => void;
  readonly onDelete: (secret: Secret) => void;
  readonly onLabel: (key: string, value: string) => void;
}

interface SecretRowProps extends SecretRowActions {
  readonly secret: Secret;
  readonly columns: readonly Column[];
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
          icon="copy"
          size="sm"
          fill="text"
          variant="secondary"
          aria-label={t('secrets.row.copy-name', 'Copy the name {{name}}', { name })}
        />
        <ProvenanceBadge secret={secret} />
        <QuarantineBadge secret={secret} />
      </th>
      {columns.map((column) => (
        <td key={column} role="cell" className={columnStyle(column, styles)} data-label={columnLabel(column)}>
          {cellContent(column, secret, onLabel)}
        </td>
      ))}
      <td role="cell" className={styles.actionsCell}>
        <Stack direction="row" gap={1} wrap="nowrap">
          <RestoreSecretButton secret={secret} permissions={permissions} isCompact />
          <UseSecretButton secret={secret} />
          <BlockableButton
            size="sm"
            variant="secondary"
            fill="outline"
            icon="pen"
            aria-label={t('secrets.row.edit', 'Edit {{name}}', { name })}
            blocked={readOnly ?? missingPermissionText(missingActions(permissions, ['read', 'write']))}
            onClick={() => onEdit(secret)}
          >
            <Trans i18nKey="actions.edit">Edit</Trans>
          </BlockableButton>
          <BlockableButton
            size="sm"
            variant="secondary"
            fill="outline"
            icon="trash-alt"
            aria-label={t('secrets.row.delete', 'Delete {{name}}', { name })}
            blocked={readOnly ?? missingPermissionText(missingActions(permissions, ['delete']))}
            onClick={() => onDelete(secret)}
          />
        </Stack>
      </td>
    </tr>
  );
});

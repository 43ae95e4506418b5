import React, { memo } from 'react';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, Stack } from '@grafana/ui';
import { missingActions, type SecretPermissions } from '../../api/permissions';
import type { Secret } from '../../api/secret';
import { BlockableButton } from '../BlockableButton';
import { missingPermissionText } from '../permission-text';
import { DecrypterBadges } from './DecrypterBadges';
import { LabelTags } from './LabelTags';
import { ProvenanceBadge } from './ProvenanceBadge';
import { QuarantineBadge } from './quarantine/QuarantineBadge';
import { RestoreSecretButton } from './quarantine/RestoreSecretButton';
import { Stamp } from './Stamp';
import type { TableStyles } from './table-styles';
import { UseSecretButton } from './use/UseSecretButton';

export interface SecretRowActions {
  readonly permissions: SecretPermissions;
  readonly onEdit: (secret: Secret) => void;
  readonly onDelete: (secret: Secret) => void;
  readonly onLabel: (key: string, value: string) => void;
}

interface SecretRowProps extends SecretRowActions {
  readonly secret: Secret;
  readonly styles: TableStyles;
}

/** Drawn anew only for another secret: a list of them hears every keystroke of the search. */
export const SecretRow = memo(function SecretRow(props: SecretRowProps) {
  const { secret, styles, permissions, onEdit, onDelete, onLabel } = props;
  const { name } = secret;
  return (
    <tr role="row" className={styles.row} data-secret={name}>
      <th role="rowheader" scope="row" className={styles.nameCell}>
        <span className={styles.name}>{name}</span>
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
      <td role="cell" className={styles.textCell} data-label={t('secrets.columns.description', 'Description')}>
        {secret.description}
      </td>
      <td role="cell" className={styles.labelsCell} data-label={t('secrets.columns.labels', 'Labels')}>
        <LabelTags labels={secret.labels} onLabel={onLabel} />
      </td>
      <td role="cell" className={styles.cell} data-label={t('secrets.columns.decrypters', 'Who can read it')}>
        <DecrypterBadges decrypters={secret.decrypters} />
      </td>
      <td role="cell" className={styles.cell} data-label={t('secrets.columns.keeper', 'Keeper')}>
        {secret.keeper}
      </td>
      <td role="cell" className={styles.cell} data-label={t('secrets.columns.created', 'Created')}>
        <Stamp time={secret.created} by={secret.createdBy} />
      </td>
      <td role="cell" className={styles.cell} data-label={t('secrets.columns.modified', 'Modified')}>
        <Stamp time={secret.modified} by={secret.modifiedBy} />
      </td>
      <td role="cell" className={styles.actionsCell}>
        <Stack direction="row" gap={1} wrap="nowrap">
          <RestoreSecretButton secret={secret} permissions={permissions} />
          <UseSecretButton secret={secret} />
          <BlockableButton
            size="sm"
            variant="secondary"
            fill="outline"
            icon="pen"
            aria-label={t('secrets.row.edit', 'Edit {{name}}', { name })}
            blocked={missingPermissionText(missingActions(permissions, ['read', 'write']))}
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
            blocked={missingPermissionText(missingActions(permissions, ['delete']))}
            onClick={() => onDelete(secret)}
          />
        </Stack>
      </td>
    </tr>
  );
});

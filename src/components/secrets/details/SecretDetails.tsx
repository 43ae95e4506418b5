import React, { memo } from 'react';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, Stack, Text } from '@grafana/ui';
import { missingActions, type SecretPermissions } from '../../../api/permissions';
import type { Secret } from '../../../api/secret';
import { BlockableButton } from '../../BlockableButton';
import { missingPermissionText } from '../../permission-text';
import { detailsPath } from '../details-address';
import { ProvenanceNote } from '../ProvenanceNote';
import { QuarantineNote } from '../quarantine/QuarantineNote';
import { RestoreSecretButton } from '../quarantine/RestoreSecretButton';
import { readOnlyText } from '../read-only-text';
import { UseSecret } from '../use/UseSecret';
import { SecretFacts } from './SecretFacts';

export interface SecretDetailsActions {
  readonly permissions: SecretPermissions;
  readonly onEdit: (secret: Secret) => void;
  readonly onDelete: (secret: Secret) => void;
  readonly onLabel: (key: string, value: string) => void;
}

interface SecretDetailsProps extends SecretDetailsActions {
  readonly secret: Secret;
}

/** What can be done with a secret, below it all that is known of it, and how it is used. */
export const SecretDetails = memo(function SecretDetails(props: SecretDetailsProps) {
  const { secret, permissions, onEdit, onDelete, onLabel } = props;
  const { name } = secret;
  const readOnly = readOnlyText(secret);
  return (
    <Stack direction="column" gap={3}>
      <Stack direction="row" gap={1} wrap="wrap">
        <BlockableButton
          icon="pen"
          variant="secondary"
          blocked={readOnly ?? missingPermissionText(missingActions(permissions, ['read', 'write']))}
          onClick={() => onEdit(secret)}
        >
          <Trans i18nKey="actions.edit">Edit</Trans>
        </BlockableButton>
        <BlockableButton
          icon="trash-alt"
          variant="secondary"
          blocked={readOnly ?? missingPermissionText(missingActions(permissions, ['delete']))}
          onClick={() => onDelete(secret)}
        >
          <Trans i18nKey="actions.delete">Delete</Trans>
        </BlockableButton>
        <ClipboardButton icon="copy" variant="secondary" fill="outline" getText={() => name}>
          <Trans i18nKey="secrets.details.copy-name">Copy name</Trans>
        </ClipboardButton>
        <ClipboardButton
          icon="link"
          variant="secondary"
          fill="outline"
          getText={() => new URL(detailsPath(name), window.location.origin).href}
        >
          {t('secrets.details.copy-link', 'Copy link')}
        </ClipboardButton>
      </Stack>
      <ProvenanceNote secret={secret} />
      <QuarantineNote secret={secret}>
        <RestoreSecretButton secret={secret} permissions={permissions} />
      </QuarantineNote>
      <SecretFacts secret={secret} onLabel={onLabel} />
      <Stack direction="column" gap={2}>
        <Text element="h3" variant="h5">
          <Trans i18nKey="secrets.details.use">How to use it</Trans>
        </Text>
        <UseSecret secret={secret} />
      </Stack>
    </Stack>
  );
});

import React, { useMemo } from 'react';
import { Trans } from '@grafana/i18n';
import { missingActions, secretPermissions } from '../../api/permissions';
import { BlockableButton } from '../BlockableButton';
import { missingPermissionText } from '../permission-text';
import { DeleteSecretModal } from './DeleteSecretModal';
import { ListHidden } from './list-screens';
import { CreateSecretDrawer, EditSecretDrawer } from './SecretDrawer';
import { SecretList } from './SecretList';
import type { ListSelection, SecretListScene } from './SecretListScene';
import { useSecretDialog } from './useSecretDialog';

interface SecretsPageProps {
  readonly selection: ListSelection;
  readonly list: SecretListScene;
}

/** The list of secrets and whatever is open over it. */
export function SecretsPage({ selection, list }: SecretsPageProps) {
  // They are those of the page load.
  const permissions = useMemo(() => secretPermissions(), []);
  const { dialog, openCreate, openEdit, openDelete, close } = useSecretDialog();
  const createButton = (
    <BlockableButton
      icon="plus"
      blocked={missingPermissionText(missingActions(permissions, ['create']))}
      onClick={openCreate}
    >
      <Trans i18nKey="secrets.create.open">Create secret</Trans>
    </BlockableButton>
  );
  return (
    <>
      {permissions.read ? (
        <SecretList
          selection={selection}
          list={list}
          createButton={createButton}
          covered={dialog.kind !== 'none'}
          permissions={permissions}
          onEdit={openEdit}
          onDelete={openDelete}
        />
      ) : (
        <ListHidden createButton={createButton} />
      )}
      {dialog.kind === 'create' && <CreateSecretDrawer readableBy={selection.decrypter} onClose={close} />}
      {dialog.kind === 'edit' && <EditSecretDrawer name={dialog.name} onClose={close} />}
      {dialog.kind === 'delete' && <DeleteSecretModal secret={dialog.secret} onClose={close} onDeleted={close} />}
    </>
  );
}

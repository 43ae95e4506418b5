import React, { useCallback, useMemo } from 'react';
import { Trans } from '@grafana/i18n';
import { missingActions, secretPermissions } from '../../api/permissions';
import { BlockableButton } from '../BlockableButton';
import { missingPermissionText } from '../permission-text';
import { DeleteSecretModal } from './DeleteSecretModal';
import { SecretDetailsDrawer } from './details/SecretDetailsDrawer';
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
  const onShow = useCallback((name: string) => list.showSecret(name), [list]);
  const onLabel = useCallback(
    (key: string, value: string) => {
      list.hideSecret();
      list.requireLabel(key, value);
    },
    [list]
  );
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
          covered={dialog.kind !== 'none' || selection.secret !== ''}
          permissions={permissions}
          onShow={onShow}
          onEdit={openEdit}
          onDelete={openDelete}
        />
      ) : (
        <ListHidden createButton={createButton} />
      )}
      {/* What is done to the secret takes the place of its details, and gives it back. */}
      {dialog.kind === 'none' && selection.secret !== '' && permissions.read && (
        <SecretDetailsDrawer
          key={selection.secret}
          name={selection.secret}
          permissions={permissions}
          onEdit={openEdit}
          onDelete={openDelete}
          onLabel={onLabel}
          onShowAll={() => {
            list.hideSecret();
            list.clearFilters();
          }}
          onClose={() => list.hideSecret()}
        />
      )}
      {dialog.kind === 'create' && <CreateSecretDrawer readableBy={selection.decrypter} onClose={close} />}
      {dialog.kind === 'edit' && <EditSecretDrawer name={dialog.name} onClose={close} />}
      {dialog.kind === 'delete' && (
        <DeleteSecretModal
          secret={dialog.secret}
          onClose={close}
          onDeleted={() => {
            list.hideSecret();
            close();
          }}
        />
      )}
    </>
  );
}

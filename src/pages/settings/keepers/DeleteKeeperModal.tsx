import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, LoadingPlaceholder, Modal } from '@grafana/ui';
import { apiErrorOf } from '../../../api/api-error';
import { useKeeperObstacle, type KeeperObstacle } from '../../../api/useKeepers';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { FirstFocus } from '../../../components/FirstFocus';
import { useReturnFocus } from '../../../components/useReturnFocus';
import { DeleteKeeperForm } from './DeleteKeeperForm';
import { obstacleErrorText } from './keepers-text';
import { KeptSecrets } from './KeptSecrets';
import { useDeleteKeeper } from './useDeleteKeeper';
import { Notice } from '../../../components/Notice';

interface DeleteKeeperModalProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Deletes a keeper that nothing needs any more. Where something does, it says what, and does not. */
export function DeleteKeeperModal({ name, onClose }: DeleteKeeperModalProps) {
  const { data: found, error, isFetching, refetch } = useKeeperObstacle(name);
  const { state, deleteKeeper } = useDeleteKeeper(onClose);
  const obstacle = state.kind === 'refused' ? state.obstacle : found;
  useReturnFocus();

  const content = () => {
    if (isFetching) {
      return <LoadingPlaceholder text={t('keepers.delete.looking', 'Looking for secrets that it keeps')} />;
    }
    if (error || obstacle === undefined) {
      return <ErrorAlert text={obstacleErrorText(apiErrorOf(error))} onRetry={refetch} />;
    }
    return obstacle.kind === 'none' ? (
      <DeleteKeeperForm name={name} state={state} onDelete={() => void deleteKeeper(name)} onCancel={onClose} />
    ) : (
      <FirstFocus key={obstacle.kind}>
        <Obstacle name={name} obstacle={obstacle} />
      </FirstFocus>
    );
  };

  return (
    <Modal
      isOpen
      title={t('keepers.delete.title', 'Delete {{name}}', { name })}
      onDismiss={onClose}
      closeOnBackdropClick={false}
    >
      {content()}
      {(isFetching || obstacle?.kind !== 'none') && (
        <Modal.ButtonRow>
          <Button variant="secondary" onClick={onClose}>
            <Trans i18nKey="actions.close">Close</Trans>
          </Button>
        </Modal.ButtonRow>
      )}
    </Modal>
  );
}

interface ObstacleProps {
  readonly name: string;
  readonly obstacle: Exclude<KeeperObstacle, { kind: 'none' }>;
}

function Obstacle({ name, obstacle }: ObstacleProps) {
  switch (obstacle.kind) {
    case 'active':
      return (
        <Alert
          bottomSpacing={0}
          severity="warning"
          title={t('keepers.delete.active.title', 'The active keeper cannot be deleted')}
        >
          <Trans i18nKey="keepers.delete.active.text">
            New secrets go to it. Activate another keeper first, so that everybody knows where they go instead.
          </Trans>
        </Alert>
      );
    case 'in-use':
      return (
        <Notice
          severity="warning"
          title={t('keepers.delete.in-use.title', 'A keeper that has secrets cannot be deleted')}
        >
          <Trans i18nKey="keepers.delete.in-use.text">
            Without it, nobody could read or change them again. Delete these secrets first:
          </Trans>
          <KeptSecrets keeper={name} secrets={obstacle.secrets} />
        </Notice>
      );
  }
}

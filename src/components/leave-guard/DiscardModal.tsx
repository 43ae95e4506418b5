import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Modal } from '@grafana/ui';
import { useReturnFocus } from '../useReturnFocus';

interface DiscardModalProps {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asks before what was typed is lost. Esc keeps it. */
export function DiscardModal({ onKeep, onDiscard }: DiscardModalProps) {
  useReturnFocus();
  return (
    <Modal isOpen title={t('discard.title', 'Discard your changes?')} onDismiss={onKeep} closeOnBackdropClick={false}>
      <p>
        <Trans i18nKey="discard.text">What you entered has not been saved.</Trans>
      </p>
      <Modal.ButtonRow>
        <Button variant="secondary" autoFocus onClick={onKeep}>
          <Trans i18nKey="discard.keep">Keep editing</Trans>
        </Button>
        <Button variant="destructive" onClick={onDiscard}>
          <Trans i18nKey="discard.discard">Discard changes</Trans>
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}

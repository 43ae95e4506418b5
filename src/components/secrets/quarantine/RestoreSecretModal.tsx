import React, { type SyntheticEvent } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Modal, Space, Stack, Text } from '@grafana/ui';
import { useFreshSecret } from '../../../api/queries';
import type { Secret } from '../../../api/secret';
import { endQuarantine } from '../../../domain/quarantine';
import { ErrorAlert } from '../../ErrorAlert';
import { useReturnFocus } from '../../useReturnFocus';
import { DecrypterBadges } from '../DecrypterBadges';
import { ProvenanceNote } from '../ProvenanceNote';
import { quarantineFailureText } from './quarantine-text';
import { QuarantineNote } from './QuarantineNote';
import { secretQuarantine } from './secret-quarantine';
import { useQuarantine } from './useQuarantine';

interface RestoreSecretModalProps {
  /** As the list has it; shown until it is read anew. */
  readonly secret: Secret;
  readonly onClose: () => void;
}

/** Gives a secret in quarantine back to those whom it was taken from. */
export function RestoreSecretModal({ secret: listed, onClose }: RestoreSecretModalProps) {
  const { name } = listed;
  const { data: secret = listed, refetch } = useFreshSecret(name);
  const { step, restore } = useQuarantine(onClose);
  const state = secretQuarantine(secret);
  const readers = endQuarantine({ decrypters: secret.decrypters, annotations: secret.kept.annotations }).decrypters;
  useReturnFocus();

  const onSubmit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (step.kind !== 'working' && !(await restore(secret))) {
      await refetch();
    }
  };

  return (
    <Modal
      isOpen
      title={t('secrets.quarantine.end-title', 'End quarantine of {{name}}', { name })}
      onDismiss={onClose}
      closeOnBackdropClick={false}
    >
      <form onSubmit={onSubmit} aria-busy={step.kind === 'working'}>
        <Stack direction="column" gap={2}>
          {step.kind === 'failed' && <ErrorAlert text={quarantineFailureText(step.failure)} />}
          <QuarantineNote secret={secret} />
          <ProvenanceNote secret={secret} />
          {state.kind === 'none' ? (
            <Text element="p">
              <Trans i18nKey="secrets.quarantine.over">This secret is not in quarantine any more.</Trans>
            </Text>
          ) : (
            <div>
              <Text element="p">
                <Trans i18nKey="secrets.quarantine.readers-after">These services can read it afterwards:</Trans>
              </Text>
              <DecrypterBadges decrypters={readers} />
            </div>
          )}
        </Stack>
        <Space v={0.5} />
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            <Trans i18nKey="actions.cancel">Cancel</Trans>
          </Button>
          <Button type="submit" disabled={state.kind === 'none'} icon={step.kind === 'working' ? 'spinner' : undefined}>
            <Trans i18nKey="secrets.quarantine.end">End quarantine</Trans>
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}

import React, { useId, useState, type SyntheticEvent } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Field, Input, Modal, Space, Stack, Text } from '@grafana/ui';
import { useFreshSecret } from '../../api/queries';
import type { Secret } from '../../api/secret';
import { ErrorAlert } from '../ErrorAlert';
import { writeErrorText } from '../error-text';
import { useReturnFocus } from '../useReturnFocus';
import { DecrypterBadges } from './DecrypterBadges';
import { ProvenanceNote } from './ProvenanceNote';
import { QuarantineNote } from './quarantine/QuarantineNote';
import { QuarantineOffer } from './quarantine/QuarantineOffer';
import { QuarantineSecretModal } from './quarantine/QuarantineSecretModal';
import { secretQuarantine } from './quarantine/secret-quarantine';
import { useSecretsVariant } from './SecretsVariant';
import { useDeleteSecret } from './useDeleteSecret';

interface DeleteSecretModalProps {
  readonly secret: Secret;
  readonly onClose: () => void;
  readonly onDeleted: (name: string) => void;
}

/** Before a secret is gone for good: what is lost, a way that loses nothing, and a word to be typed letter for letter. */
export function DeleteSecretModal({ secret: listed, onClose, onDeleted }: DeleteSecretModalProps) {
  const { name } = listed;
  const id = useId();
  const [typed, setTyped] = useState('');
  const [quarantining, setQuarantining] = useState(false);
  // Who reads it must be true now. Whoever may delete it but not read it sees what the list said.
  const { data: secret = listed } = useFreshSecret(name);
  const { decrypters } = secret;
  const { state, deleteSecret } = useDeleteSecret(() => onDeleted(name));
  const { confirmation, words } = useSecretsVariant();
  const { expected, request } = confirmation(name);
  const confirmed = typed === expected;
  useReturnFocus();

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (confirmed && state.kind !== 'deleting') {
      void deleteSecret(name);
    }
  };

  if (quarantining) {
    return <QuarantineSecretModal secret={secret} onClose={onClose} onDone={onClose} />;
  }
  return (
    <Modal
      isOpen
      title={t('secrets.delete.title', 'Delete {{name}}', { name })}
      onDismiss={onClose}
      closeOnBackdropClick={false}
    >
      <form onSubmit={onSubmit}>
        <Stack direction="column" gap={2}>
          {state.kind === 'failed' && <ErrorAlert text={writeErrorText(state.error)} />}
          <Text element="p">
            <Trans i18nKey="secrets.delete.text">
              The secret and its value are gone at once and for good. Whatever refers to it stops working.
            </Trans>
          </Text>
          <ProvenanceNote secret={secret} />
          <QuarantineNote secret={secret} />
          {decrypters.length > 0 && (
            <div>
              <Text element="p">
                <Trans i18nKey="secrets.delete.readers">
                  These services can read it now, and break when it is gone:
                </Trans>
              </Text>
              <DecrypterBadges decrypters={decrypters} />
            </div>
          )}
          {secretQuarantine(secret).kind === 'none' && decrypters.length === 0 && (
            <DecrypterBadges decrypters={decrypters} />
          )}
          {decrypters.length > 0 && secret.owner === undefined && (
            <QuarantineOffer onAccept={() => setQuarantining(true)} />
          )}
          <Field noMargin htmlFor={id} label={request}>
            <Input
              id={id}
              // The dialog would put the focus on its close button.
              autoFocus
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </Field>
        </Stack>
        {/* The modal would cut off the focus ring of the field above. */}
        <Space v={0.5} />
        <Modal.ButtonRow>
          <Button variant="secondary" fill="outline" onClick={onClose}>
            <Trans i18nKey="actions.cancel">Cancel</Trans>
          </Button>
          <Button type="submit" variant="destructive" disabled={!confirmed}>
            {state.kind === 'deleting' ? (
              <Trans i18nKey="secrets.delete.deleting">Deleting…</Trans>
            ) : (
              words().deleteSecret
            )}
          </Button>
        </Modal.ButtonRow>
      </form>
    </Modal>
  );
}

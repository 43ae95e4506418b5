import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Modal, Stack, Text } from '@grafana/ui';
import { useDecrypters } from '../../../api/DecrypterSettings';
import type { AccessToken } from '../../../api/token';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { useReturnFocus } from '../../../components/useReturnFocus';
import { tokenWriteErrorText } from './tokens-text';
import { useRevokeToken } from './useRevokeToken';

interface RevokeTokenModalProps {
  readonly token: AccessToken;
  readonly onClose: () => void;
}

/** Asks before a token ends for good. The focus is not on the button that does it: an Enter must not. */
export function RevokeTokenModal({ token, onClose }: RevokeTokenModalProps) {
  const { id, decrypter } = token;
  const { registry } = useDecrypters();
  const { state, revoke } = useRevokeToken(onClose);
  useReturnFocus();
  return (
    <Modal
      isOpen
      title={t('tokens.revoke.title', 'Revoke {{id}}', { id })}
      onDismiss={onClose}
      closeOnBackdropClick={false}
    >
      <Stack direction="column" gap={2}>
        {state.kind === 'failed' && <ErrorAlert text={tokenWriteErrorText(state.error)} />}
        <Text element="p">
          <Trans i18nKey="tokens.revoke.text" values={{ service: registry.nameOf(decrypter) }}>
            {'{{service}}'} can read nothing with this token from the next request on. It cannot be taken back; another
            token can be made.
          </Trans>
        </Text>
      </Stack>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          <Trans i18nKey="actions.cancel">Cancel</Trans>
        </Button>
        <Button variant="destructive" onClick={() => state.kind !== 'revoking' && revoke(token)}>
          {state.kind === 'revoking' ? (
            <Trans i18nKey="tokens.revoke.revoking">Revoking…</Trans>
          ) : (
            <Trans i18nKey="tokens.revoke.confirm">Revoke token</Trans>
          )}
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}

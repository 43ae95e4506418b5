import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Modal, Stack, Text } from '@grafana/ui';
import { useDecrypters } from '../../../api/DecrypterSettings';
import type { MintedToken } from '../../../api/token';
import { CodeBlock } from '../../../components/CodeBlock';
import { K6AddressField } from '../../../components/k6/K6AddressField';
import { K6Usage } from '../../../components/k6/K6Usage';
import { useK6Address } from '../../../components/k6/useK6Address';
import { useReturnFocus } from '../../../components/useReturnFocus';
import { K6_DECRYPTER } from '../../../domain/decrypters';

interface MintedTokenModalProps {
  readonly minted: MintedToken;
  readonly onClose: () => void;
}

/** The one time that a token is shown. Closing takes it out of the page, and only its buttons close it. */
export function MintedTokenModal({ minted: { token, text }, onClose }: MintedTokenModalProps) {
  const { registry } = useDecrypters();
  const { address, setAddress } = useK6Address();
  useReturnFocus();
  return (
    <Modal
      isOpen
      title={t('tokens.minted.title', 'Access token for {{service}}', { service: registry.nameOf(token.decrypter) })}
      onDismiss={onClose}
      closeOnBackdropClick={false}
      closeOnEscape={false}
    >
      <Stack direction="column" gap={2}>
        <Alert
          bottomSpacing={0}
          severity="warning"
          title={t('tokens.minted.once', 'This is the only time that the token is shown')}
        >
          <Trans i18nKey="tokens.minted.once-text">
            Copy it now. Nobody can show it again, but you can make another.
          </Trans>
        </Alert>
        <CodeBlock label={t('tokens.minted.token', 'Token')} code={text} />
        {token.decrypter === K6_DECRYPTER ? (
          <>
            <Text element="h3" variant="h5">
              <Trans i18nKey="tokens.minted.k6">Use it in k6</Trans>
            </Text>
            <K6AddressField address={address} onChange={setAddress} />
            <K6Usage access={{ address, token: text }} />
          </>
        ) : (
          <CodeBlock
            label={t('tokens.minted.request', 'Where the value of a secret is read')}
            code={`GET ${address}/api/v1/secrets/NAME/decrypt\nAuthorization: Bearer svs_…\n`}
          />
        )}
      </Stack>
      <Modal.ButtonRow>
        <Button onClick={onClose}>
          <Trans i18nKey="tokens.minted.done">Done</Trans>
        </Button>
      </Modal.ButtonRow>
    </Modal>
  );
}

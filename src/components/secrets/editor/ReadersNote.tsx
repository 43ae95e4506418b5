import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { FieldValidationMessage, Stack, Text } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { useDecrypters } from '../../../api/DecrypterSettings';
import { DecrypterBadges } from '../DecrypterBadges';
import type { SecretFormValues } from './form-values';
import { NobodyAlert } from './NobodyAlert';

/** Who may read the secret, where that is no choice: the service that the place is for, and whoever was there before. */
export function ReadersNote({ decrypter }: { readonly decrypter: string }) {
  const { registry } = useDecrypters();
  const { formState, control } = useFormContext<SecretFormValues>();
  const readers = useWatch({ control, name: 'decrypters' });
  const error = formState.errors.decrypters?.message;
  const isOnlyReader = readers.length === 1 && readers[0] === decrypter;
  return (
    <Stack direction="column" gap={0.5}>
      <Text variant="bodySmall" weight="medium">
        <Trans i18nKey="secrets.editor.decrypters">Who can read it</Trans>
      </Text>
      {isOnlyReader ? (
        <Text element="p">
          {t('secrets.editor.only-reader', 'Only {{service}} can read this secret.', {
            service: registry.nameOf(decrypter),
          })}
        </Text>
      ) : (
        <>
          <DecrypterBadges decrypters={readers} />
          <Text element="p" color="secondary" variant="bodySmall">
            <Trans i18nKey="secrets.editor.readers-kept">This stays as it is. Change it on the Secrets page.</Trans>
          </Text>
        </>
      )}
      {readers.length === 0 && <NobodyAlert />}
      {error && <FieldValidationMessage>{error}</FieldValidationMessage>}
    </Stack>
  );
}

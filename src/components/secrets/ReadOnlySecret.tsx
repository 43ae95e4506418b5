import React from 'react';
import { Trans } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import type { Secret } from '../../api/secret';
import { DecrypterBadges } from './DecrypterBadges';
import { ProvenanceNote } from './ProvenanceNote';

interface ReadOnlySecretProps {
  readonly secret: Secret;
  readonly onClose: () => void;
}

/** In place of the form: a secret that another resource made for itself is changed with that resource. */
export function ReadOnlySecret({ secret, onClose }: ReadOnlySecretProps) {
  return (
    <Stack direction="column" gap={2}>
      <ProvenanceNote secret={secret} />
      <Text element="p">
        <Trans i18nKey="secrets.provenance.read-only">It cannot be changed here.</Trans>
      </Text>
      <Text element="p">{secret.description}</Text>
      <DecrypterBadges decrypters={secret.decrypters} />
      <Stack direction="row" justifyContent="flex-end">
        <Button variant="secondary" onClick={onClose}>
          <Trans i18nKey="actions.close">Close</Trans>
        </Button>
      </Stack>
    </Stack>
  );
}

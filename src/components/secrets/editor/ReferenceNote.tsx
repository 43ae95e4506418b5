import React from 'react';
import { Trans } from '@grafana/i18n';
import { Stack, Text } from '@grafana/ui';

/** A secret without a value of its own. It stays one for life, so there is nothing to enter. */
export function ReferenceNote({ reference }: { readonly reference: string }) {
  return (
    <Stack direction="column" gap={0.5}>
      <Text variant="bodySmall" weight="medium">
        <Trans i18nKey="secrets.editor.value">Value</Trans>
      </Text>
      <Text color="secondary">
        <Trans i18nKey="secrets.editor.reference">The value stays in an external store, in the entry</Trans>{' '}
        <code>{reference}</code>
      </Text>
    </Stack>
  );
}

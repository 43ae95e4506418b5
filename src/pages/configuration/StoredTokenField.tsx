import React from 'react';
import { Trans } from '@grafana/i18n';
import { Stack, Text } from '@grafana/ui';
import { BlockableButton } from '../../components/BlockableButton';

interface StoredTokenFieldProps {
  readonly blocked: string | undefined;
  readonly onReplace: () => void;
}

/** A token is there, and stays unless it is replaced. */
export function StoredTokenField({ blocked, onReplace }: StoredTokenFieldProps) {
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text variant="bodySmall" weight="medium">
        <Trans i18nKey="configuration.token">Shared token</Trans>
      </Text>
      <Text color="secondary">
        <Trans i18nKey="configuration.token-stored">Configured. It cannot be shown, only replaced.</Trans>
      </Text>
      <BlockableButton size="sm" variant="secondary" icon="sync" blocked={blocked} onClick={onReplace}>
        <Trans i18nKey="configuration.replace-token">Replace token</Trans>
      </BlockableButton>
    </Stack>
  );
}

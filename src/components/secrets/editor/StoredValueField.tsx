import React from 'react';
import { Trans } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { useSecretsVariant } from '../SecretsVariant';

interface StoredValueFieldProps {
  /** Whether the person is back from replacing the value, and their focus with them. */
  readonly autoFocus: boolean;
  readonly onReplace: () => void;
}

/** A secret that has a value, which stays unless it is replaced. */
export function StoredValueField({ autoFocus, onReplace }: StoredValueFieldProps) {
  const { replaceValue } = useSecretsVariant().words();
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text variant="bodySmall" weight="medium">
        <Trans i18nKey="secrets.editor.value">Value</Trans>
      </Text>
      <Text color="secondary">
        <Trans i18nKey="secrets.editor.value-stored">A value is stored. It cannot be shown, only replaced.</Trans>
      </Text>
      <Button size="sm" variant="secondary" icon="sync" autoFocus={autoFocus} onClick={onReplace}>
        {replaceValue}
      </Button>
    </Stack>
  );
}

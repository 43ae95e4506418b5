import React from 'react';
import { t } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import { secretsOfKeeperUrl } from '../../routes';
import { secretCountText } from './keepers-text';

interface KeptSecretsProps {
  readonly keeper: string;
  /** Undefined where that is not known. */
  readonly secrets: number | undefined;
}

/** How many secrets a keeper has, and the way to them. */
export function KeptSecrets({ keeper, secrets }: KeptSecretsProps) {
  if (secrets === undefined) {
    return <Text color="secondary">{t('keepers.secrets-unknown', 'Not known')}</Text>;
  }
  if (secrets === 0) {
    return <Text color="secondary">{t('keepers.secrets-none', 'None')}</Text>;
  }
  return (
    <TextLink href={secretsOfKeeperUrl(keeper)} inline>
      {secretCountText(secrets)}
    </TextLink>
  );
}

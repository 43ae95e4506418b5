import React from 'react';
import { t } from '@grafana/i18n';
import { useSecretsApi } from '../../api/SecretsApi';

/** Says where the secrets are kept: there is more than one place where they can be. */
export function ProviderNote() {
  const { providerKind } = useSecretsApi();
  return (
    <span>
      {providerKind === 'built-in'
        ? t('secrets.provider.built-in', "Kept by Grafana's built-in secrets API")
        : t('secrets.provider.backend', "Kept by Strongroom's own backend")}
    </span>
  );
}

import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Drawer, LoadingPlaceholder } from '@grafana/ui';
import { CreateSecretDrawer } from '../../../components/secrets/SecretDrawer';
import { SecretsVariantProvider } from '../../../components/secrets/SecretsVariant';
import { ProviderGate } from '../../../components/ProviderGate';
import { useReturnFocus } from '../../../components/useReturnFocus';
import { CheckScript } from './CheckScript';
import { K6_VARIANT } from './k6-variant';

/** Which secrets a script asks for, and what is missing; what is missing is made over it. */
export function CheckScriptDrawer({ onClose }: { readonly onClose: () => void }) {
  const [creating, setCreating] = useState<string>();
  useReturnFocus();
  return (
    <Drawer
      title={t('settings.k6.check.title', 'Check my script')}
      size="md"
      closeOnMaskClick={false}
      onClose={onClose}
    >
      <ProviderGate loading={<LoadingPlaceholder text={t('connection.looking', 'Looking for the secrets API')} />}>
        <SecretsVariantProvider variant={K6_VARIANT}>
          <CheckScript onCreate={setCreating} />
          {creating !== undefined && <CreateSecretDrawer name={creating} onClose={() => setCreating(undefined)} />}
        </SecretsVariantProvider>
      </ProviderGate>
    </Drawer>
  );
}

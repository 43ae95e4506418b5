import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Drawer, LoadingPlaceholder, Stack, Text, TextLink } from '@grafana/ui';
import { CodeBlock } from '../../../components/CodeBlock';
import { K6AddressField } from '../../../components/k6/K6AddressField';
import { K6Usage } from '../../../components/k6/K6Usage';
import { useK6Address } from '../../../components/k6/useK6Address';
import { ProviderGate } from '../../../components/ProviderGate';
import { useReturnFocus } from '../../../components/useReturnFocus';
import { k6Script, K6_GRAFANA_CLOUD_COMMAND, TOKEN_PLACEHOLDER } from '../../../domain/k6-usage';
import { ACCESS_TOKENS_URL } from '../../routes';

/** How a test gets at a secret: in its script, and where k6 is told where secrets are. */
export function UseInTestDrawer({ onClose }: { readonly onClose: () => void }) {
  useReturnFocus();
  return (
    <Drawer title={t('settings.k6.use.title', 'Use in a test')} size="md" onClose={onClose}>
      <ProviderGate loading={<LoadingPlaceholder text={t('connection.looking', 'Looking for the secrets API')} />}>
        <UseInTest />
      </ProviderGate>
    </Drawer>
  );
}

function UseInTest() {
  const { address, setAddress } = useK6Address();
  return (
    <Stack direction="column" gap={2}>
      <CodeBlock
        label={t('settings.k6.use.script', 'In the script, by the name of the secret')}
        code={k6Script('test-secret-name')}
      />
      <Text element="p" color="secondary" variant="bodySmall">
        <Trans i18nKey="settings.k6.use.versions">
          It takes k6 1.5 or later, in Grafana Cloud too, where secrets do not reach private load zones. k6 asks for a
          secret once in a run, and takes its value out of its log.
        </Trans>
      </Text>
      <Text element="h3" variant="h5">
        <Trans i18nKey="settings.k6.use.cloud-title">In Grafana Cloud</Trans>
      </Text>
      <CodeBlock
        label={t('settings.k6.use.cloud', 'Run there, with the secrets that are kept there')}
        code={`${K6_GRAFANA_CLOUD_COMMAND}\n`}
      />
      <Text element="h3" variant="h5">
        <Trans i18nKey="settings.k6.use.local-title">On a laptop or in a pipeline</Trans>
      </Text>
      <Text element="p">
        <Trans i18nKey="settings.k6.use.token">
          Where Strongroom&apos;s backend keeps the secrets, k6 reads them from it anywhere, with an access token for{' '}
          <code>k6-cloud</code> in place of <code>svs_…</code>.
        </Trans>{' '}
        <TextLink href={ACCESS_TOKENS_URL} inline>
          <Trans i18nKey="settings.k6.use.create-token">Go to the access tokens</Trans>
        </TextLink>
      </Text>
      <K6AddressField address={address} onChange={setAddress} />
      <K6Usage access={{ address, token: TOKEN_PLACEHOLDER }} />
    </Stack>
  );
}

import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { K6_GRAFANA_CLOUD_COMMAND, k6EnvironmentCommands, k6Script, TOKEN_PLACEHOLDER } from '../../../domain/k6-usage';
import { CodeBlock } from '../../CodeBlock';
import { K6AddressField } from '../../k6/K6AddressField';
import { useK6Address } from '../../k6/useK6Address';
import { SnippetNote } from './SnippetNote';

export function K6Snippets({ name }: { readonly name: string }) {
  const { address, setAddress } = useK6Address();
  return (
    <>
      <CodeBlock label={t('secrets.use.k6-script', 'In the script')} code={k6Script(name)} fileName="script.js" />
      <CodeBlock label={t('secrets.use.k6-cloud', 'Run in Grafana Cloud k6')} code={`${K6_GRAFANA_CLOUD_COMMAND}\n`} />
      <SnippetNote>
        <Trans i18nKey="secrets.use.k6-note">
          Anywhere else it takes Strongroom&apos;s backend and an access token for <code>k6-cloud</code> in place of{' '}
          <code>svs_…</code>. Other versions of k6 are under Settings, Secrets, Use in a test.
        </Trans>
      </SnippetNote>
      <K6AddressField address={address} onChange={setAddress} />
      <CodeBlock
        label={t('secrets.use.k6-local', 'Run anywhere else, with k6 2.x')}
        code={k6EnvironmentCommands({ address, token: TOKEN_PLACEHOLDER }, '2')}
      />
    </>
  );
}

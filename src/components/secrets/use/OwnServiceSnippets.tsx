import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { curlCommand, tokenCommand } from '../../../domain/use/own-service';
import { CodeBlock } from '../../CodeBlock';
import { K6AddressField } from '../../k6/K6AddressField';
import { useK6Address } from '../../k6/useK6Address';
import { SnippetNote } from './SnippetNote';

interface OwnServiceSnippetsProps {
  readonly decrypter: string;
  readonly name: string;
}

export function OwnServiceSnippets({ decrypter, name }: OwnServiceSnippetsProps) {
  const { address, setAddress } = useK6Address();
  return (
    <>
      <CodeBlock
        label={t('secrets.use.token', 'Its token, once, where the backend runs')}
        code={tokenCommand(decrypter, name)}
      />
      <K6AddressField address={address} onChange={setAddress} />
      <CodeBlock
        label={t('secrets.use.curl', 'The value, with the token in SECRETS_TOKEN')}
        code={curlCommand(address, name)}
      />
      <SnippetNote>
        <Trans i18nKey="secrets.use.curl-note">
          It answers <code>{'{"plaintext":"…"}'}</code>. It takes Strongroom&apos;s backend, where that keeps the
          secrets.
        </Trans>
      </SnippetNote>
    </>
  );
}

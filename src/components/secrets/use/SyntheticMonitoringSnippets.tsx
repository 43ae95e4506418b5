import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { k6Script } from '../../../domain/k6-usage';
import { reference } from '../../../domain/synthetic-monitoring-reference';
import { CodeBlock } from '../../CodeBlock';
import { SnippetNote } from './SnippetNote';

export function SyntheticMonitoringSnippets({ name }: { readonly name: string }) {
  return (
    <>
      <CodeBlock label={t('secrets.use.sm-field', 'In a field of an HTTP check')} code={reference(name)} />
      <SnippetNote>
        <Trans i18nKey="secrets.use.sm-fields">
          It works in the bearer token, the password of basic authentication, and the certificates and key of TLS. In
          any other field it is sent as it stands.
        </Trans>
      </SnippetNote>
      <CodeBlock label={t('secrets.use.sm-script', 'In a scripted or browser check')} code={k6Script(name)} />
    </>
  );
}

import React from 'react';
import { t, Trans } from '@grafana/i18n';
import type { Secret } from '../../../api/secret';
import { useSecretsApi } from '../../../api/SecretsApi';
import { kubectlApplyCommand, kubectlGetCommand, manifestFile, secureValueManifest } from '../../../domain/use/kubectl';
import { CodeBlock } from '../../CodeBlock';
import { SnippetNote } from './SnippetNote';

export function KubectlSnippets({ secret }: { readonly secret: Secret }) {
  const { namespace } = useSecretsApi();
  const { name } = secret;
  return (
    <>
      <CodeBlock label={t('secrets.use.kubectl-get', 'Look at it')} code={kubectlGetCommand(name, namespace)} />
      <CodeBlock
        label={manifestFile(name)}
        fileName={manifestFile(name)}
        code={secureValueManifest(secret, namespace)}
      />
      <CodeBlock label={t('secrets.use.kubectl-apply', 'Change it by its manifest')} code={kubectlApplyCommand(name)} />
      <SnippetNote>
        <Trans i18nKey="secrets.use.kubectl-note">
          The manifest names no value, so the stored one stays. <code>npm run -s token -- kubeconfig</code> makes what
          kubectl needs for Strongroom&apos;s backend.
        </Trans>
      </SnippetNote>
    </>
  );
}

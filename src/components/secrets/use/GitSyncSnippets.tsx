import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { repositoryToken } from '../../../domain/use/git-sync';
import { CodeBlock } from '../../CodeBlock';
import { SnippetNote } from './SnippetNote';

export function GitSyncSnippets({ name }: { readonly name: string }) {
  return (
    <>
      <CodeBlock
        label={t('secrets.use.git-sync', 'In the manifest of a Repository, beside its spec')}
        code={repositoryToken(name)}
      />
      <SnippetNote>
        <Trans i18nKey="secrets.use.git-sync-note">
          The same goes for <code>webhookSecret</code>. Whoever writes the manifest must be allowed to read the
          secret&apos;s entry; nobody gets to see its value.
        </Trans>
      </SnippetNote>
    </>
  );
}

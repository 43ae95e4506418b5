import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { workflowAddress, workflowDefinition } from '../../../domain/use/workflows';
import { CodeBlock } from '../../CodeBlock';
import { SnippetNote } from './SnippetNote';

export function WorkflowsSnippets({ name }: { readonly name: string }) {
  return (
    <>
      <CodeBlock label={t('secrets.use.workflow-address', 'Its address')} code={workflowAddress(name)} />
      <CodeBlock label={t('secrets.use.workflow', 'In the definition of a workflow')} code={workflowDefinition(name)} />
      <SnippetNote>
        <Trans i18nKey="secrets.use.workflow-note">
          The definition says <code>secrets</code>, and an expression <code>secret</code>. The value is read when the
          step runs, and taken out of its log.
        </Trans>
      </SnippetNote>
    </>
  );
}

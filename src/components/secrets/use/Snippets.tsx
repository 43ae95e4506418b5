import React from 'react';
import { K6_DECRYPTER } from '../../../domain/decrypters';
import type { Secret } from '../../../api/secret';
import type { Consumer } from '../../../domain/use/consumers';
import { GitSyncSnippets } from './GitSyncSnippets';
import { K6Snippets } from './K6Snippets';
import { KubectlSnippets } from './KubectlSnippets';
import { OwnServiceSnippets } from './OwnServiceSnippets';
import { SyntheticMonitoringSnippets } from './SyntheticMonitoringSnippets';
import { TerraformSnippets } from './TerraformSnippets';
import { WorkflowsSnippets } from './WorkflowsSnippets';

interface SnippetsProps {
  readonly consumer: Consumer;
  readonly secret: Secret;
}

/** What to write for one consumer. */
export function Snippets({ consumer, secret }: SnippetsProps) {
  const { name } = secret;
  switch (consumer.kind) {
    case 'terraform':
      return <TerraformSnippets secret={secret} />;
    case 'kubectl':
      return <KubectlSnippets secret={secret} />;
    case 'service':
      break;
  }
  switch (consumer.decrypter) {
    case K6_DECRYPTER:
      return <K6Snippets name={name} />;
    case 'synthetic-monitoring':
      return <SyntheticMonitoringSnippets name={name} />;
    case 'grafana-workflows':
      return <WorkflowsSnippets name={name} />;
    case 'provisioning.grafana.app':
      return <GitSyncSnippets name={name} />;
    default:
      return <OwnServiceSnippets decrypter={consumer.decrypter} name={name} />;
  }
}

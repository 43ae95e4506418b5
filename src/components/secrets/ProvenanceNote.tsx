import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import type { Secret } from '../../api/secret';

/** Warns that somebody or something else looks after this secret. */
export function ProvenanceNote({ secret: { owner, managedBy } }: { readonly secret: Secret }) {
  if (owner) {
    return (
      <Alert
        bottomSpacing={0}
        severity="warning"
        title={t('secrets.provenance.owned-title', 'This secret belongs to {{kind}} {{name}}', {
          kind: owner.kind,
          name: owner.name,
          interpolation: { escapeValue: false },
        })}
      >
        {t(
          'secrets.provenance.owned-text',
          'Change it there. What is done here may be undone, or break what it belongs to.'
        )}
      </Alert>
    );
  }
  if (managedBy) {
    return (
      <Alert
        bottomSpacing={0}
        severity="warning"
        title={t('secrets.provenance.managed-title', 'This secret is managed by {{manager}}', {
          manager: managedBy,
          interpolation: { escapeValue: false },
        })}
      >
        {t('secrets.provenance.managed-text', 'It may undo what is done here.')}
      </Alert>
    );
  }
  return null;
}

import React from 'react';
import { t } from '@grafana/i18n';
import { Badge } from '@grafana/ui';
import type { Secret } from '../../api/secret';
import { managerName } from './manager-text';
import { Marked } from './Marked';

/** Marks a secret that something other than a person looks after. */
export function ProvenanceBadge({ secret: { owner, managedBy } }: { readonly secret: Secret }) {
  if (owner) {
    const text = t('secrets.provenance.owned', 'Belongs to {{kind}} {{name}}', {
      kind: owner.kind,
      name: owner.name,
      interpolation: { escapeValue: false },
    });
    return <Badge color="purple" icon="link" text={<Marked text={text} />} />;
  }
  if (managedBy) {
    const text = t('secrets.provenance.managed', 'Managed by {{manager}}', {
      manager: managerName(managedBy),
      interpolation: { escapeValue: false },
    });
    return <Badge color="purple" icon="exchange-alt" text={<Marked text={text} />} />;
  }
  return null;
}

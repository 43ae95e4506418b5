import React from 'react';
import { t } from '@grafana/i18n';
import { Badge } from '@grafana/ui';
import type { Secret } from '../../../api/secret';
import { deletableText } from './quarantine-text';
import { secretQuarantine, useShownAt } from './secret-quarantine';

/** Marks a secret that was taken from its decrypters for a while. */
export function QuarantineBadge({ secret }: { readonly secret: Secret }) {
  const now = useShownAt();
  const state = secretQuarantine(secret);
  switch (state.kind) {
    case 'none':
      return null;
    case 'quarantined':
      return (
        <Badge
          color="orange"
          icon="pause"
          text={t('secrets.quarantine.badge', 'Quarantined, {{deletable}}', {
            deletable: deletableText(state.quarantine, now),
          })}
        />
      );
    case 'overtaken':
      return (
        <Badge
          color="orange"
          icon="exclamation-triangle"
          text={t('secrets.quarantine.badge-overtaken', 'Quarantined, but readable again')}
        />
      );
    case 'unreadable':
      return (
        <Badge
          color="orange"
          icon="exclamation-triangle"
          text={t('secrets.quarantine.badge-unreadable', 'Quarantined, readers not known')}
        />
      );
  }
}

import React, { useMemo } from 'react';
import { t, Trans } from '@grafana/i18n';

import { missingActions, secretPermissions } from '../../../api/permissions';
import { BlockableButton } from '../../BlockableButton';
import { missingPermissionText } from '../../permission-text';
import { Notice } from '../../Notice';

/** The step before a deletion, for whoever is not sure that nothing needs the secret. */
export function QuarantineOffer({ onAccept }: { readonly onAccept: () => void }) {
  const permissions = useMemo(() => secretPermissions(), []);
  return (
    <Notice
      severity="info"
      title={t('secrets.quarantine.offer-title', 'Not sure that nothing needs it? Quarantine it first')}
    >
      <span>
        <Trans i18nKey="secrets.quarantine.offer">
          No service can read it then, and what breaks shows. The value stays, and one click lets the same services read
          it again.
        </Trans>
      </span>
      <BlockableButton
        variant="secondary"
        icon="pause"
        blocked={missingPermissionText(missingActions(permissions, ['read', 'write']))}
        onClick={onAccept}
      >
        <Trans i18nKey="secrets.quarantine.instead">Quarantine instead</Trans>
      </BlockableButton>
    </Notice>
  );
}

import React, { useState } from 'react';
import { t, Trans } from '@grafana/i18n';
import { missingActions, type SecretPermissions } from '../../../api/permissions';
import type { Secret } from '../../../api/secret';
import { BlockableButton } from '../../BlockableButton';
import { missingPermissionText } from '../../permission-text';
import { RestoreSecretModal } from './RestoreSecretModal';
import { secretQuarantine } from './secret-quarantine';

interface RestoreSecretButtonProps {
  readonly secret: Secret;
  readonly permissions: SecretPermissions;
  /** Without its words, where there is little room. */
  readonly isCompact?: boolean;
}

/** The way out of quarantine; nothing for a secret that is not in it. */
export function RestoreSecretButton({ secret, permissions, isCompact = false }: RestoreSecretButtonProps) {
  const [open, setOpen] = useState(false);
  const { name } = secret;
  if (!open && secretQuarantine(secret).kind === 'none') {
    return null;
  }
  return (
    <>
      <BlockableButton
        size="sm"
        variant="secondary"
        fill="outline"
        icon="history"
        aria-label={t('secrets.quarantine.end-of', 'End quarantine of {{name}}', { name })}
        blocked={missingPermissionText(missingActions(permissions, ['read', 'write']))}
        onClick={() => setOpen(true)}
      >
        {!isCompact && <Trans i18nKey="secrets.quarantine.end">End quarantine</Trans>}
      </BlockableButton>
      {open && <RestoreSecretModal secret={secret} onClose={() => setOpen(false)} />}
    </>
  );
}

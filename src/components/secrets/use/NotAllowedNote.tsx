import React from 'react';
import { t, Trans } from '@grafana/i18n';

import { useDecrypters } from '../../../api/DecrypterSettings';
import { missingActions, secretPermissions } from '../../../api/permissions';
import type { Secret } from '../../../api/secret';
import { BlockableButton } from '../../BlockableButton';
import { ErrorAlert } from '../../ErrorAlert';
import { changeErrorText } from '../../error-text';
import { missingPermissionText } from '../../permission-text';
import { useShareSecret } from '../editor/useShareSecret';
import { secretQuarantine } from '../quarantine/secret-quarantine';
import { failureText } from './use-text';
import { Notice } from '../../Notice';

interface NotAllowedNoteProps {
  readonly secret: Secret;
  readonly decrypter: string;
  /** The list that the secret comes from is read anew, and will show it. */
  readonly onShared: () => void;
}

/** Why what is shown for a service would fail, and how it is let. */
export function NotAllowedNote({ secret, decrypter, onShared }: NotAllowedNoteProps) {
  const { registry } = useDecrypters();
  const { failure, share } = useShareSecret(decrypter, onShared);
  const service = registry.nameOf(decrypter);
  const names = { service, name: secret.name, interpolation: { escapeValue: false } };
  return (
    <Notice severity="warning" title={t('secrets.use.not-allowed-title', '{{service}} cannot read {{name}}', names)}>
      <span>{failureText(decrypter)}</span>
      <span>{wayOutText(secret, service)}</span>
      {failure && <ErrorAlert text={changeErrorText(failure)} />}
      {canBeShared(secret) && (
        <BlockableButton
          variant="secondary"
          blocked={missingPermissionText(missingActions(secretPermissions(), ['read', 'write']))}
          onClick={() => share(secret)}
        >
          <Trans i18nKey="secrets.use.share" values={{ service }}>
            Let {'{{service}}'} read it
          </Trans>
        </BlockableButton>
      )}
    </Notice>
  );
}

/** What is in quarantine is let out of it first, and what belongs to a resource is changed with that. */
function canBeShared(secret: Secret): boolean {
  return secret.owner === undefined && secretQuarantine(secret).kind === 'none';
}

function wayOutText(secret: Secret, service: string): string {
  if (secret.owner !== undefined) {
    return t('secrets.use.owned', 'It belongs to {{kind}} {{owner}}: make another secret for {{service}}.', {
      kind: secret.owner.kind,
      owner: secret.owner.name,
      service,
      interpolation: { escapeValue: false },
    });
  }
  if (secretQuarantine(secret).kind !== 'none') {
    return t('secrets.use.quarantined', 'It is in quarantine: end that first.');
  }
  return t('secrets.use.way-out', 'Add {{service}} under “Who can read it” when you edit the secret, or do it here.', {
    service,
    interpolation: { escapeValue: false },
  });
}

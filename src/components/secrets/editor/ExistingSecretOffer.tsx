import React from 'react';
import { t, Trans } from '@grafana/i18n';

import { useDecrypters } from '../../../api/DecrypterSettings';
import { missingActions, secretPermissions } from '../../../api/permissions';
import { useFreshSecret } from '../../../api/queries';
import { BlockableButton } from '../../BlockableButton';
import { ErrorAlert } from '../../ErrorAlert';
import { changeErrorText } from '../../error-text';
import { missingPermissionText } from '../../permission-text';
import { DecrypterBadges } from '../DecrypterBadges';
import { useShareSecret } from './useShareSecret';
import { Notice } from '../../Notice';

interface ExistingSecretOfferProps {
  readonly name: string;
  /** The service that the new secret was to be for. */
  readonly decrypter: string;
  readonly onShared: () => void;
}

/** A name is taken by a secret that does not show here, because this service may not read it: it could be let. */
export function ExistingSecretOffer({ name, decrypter, onShared }: ExistingSecretOfferProps) {
  const { data: existing, refetch } = useFreshSecret(name);
  const { registry } = useDecrypters();
  const { failure, share } = useShareSecret(decrypter, onShared);
  if (existing === undefined || existing.decrypters.includes(decrypter)) {
    return null;
  }
  const onShare = async () => {
    if (!(await share(existing))) {
      // It may be another one by now.
      await refetch();
    }
  };
  const service = registry.nameOf(decrypter);
  return (
    <Notice
      severity="info"
      title={t('secrets.editor.exists', 'There is a secret {{name}} that {{service}} cannot read', { name, service })}
    >
      <span>{existing.description}</span>
      <DecrypterBadges decrypters={existing.decrypters} />
      <span>
        {t(
          'secrets.editor.exists-offer',
          'You can let {{service}} read it, too. It stays as it is otherwise, and what you entered here is discarded.',
          { service }
        )}
      </span>
      {failure && <ErrorAlert text={changeErrorText(failure)} />}
      <BlockableButton
        variant="secondary"
        blocked={missingPermissionText(missingActions(secretPermissions(), ['read', 'write']))}
        onClick={onShare}
      >
        <Trans i18nKey="secrets.editor.exists-share" values={{ service }}>
          Let {'{{service}}'} read it
        </Trans>
      </BlockableButton>
    </Notice>
  );
}

import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { useFreshSecret } from '../../../api/queries';
import type { Secret } from '../../../api/secret';
import { endQuarantine } from '../../../domain/quarantine';
import { DecrypterBadges } from '../DecrypterBadges';
import { ProvenanceNote } from '../ProvenanceNote';
import { QuarantineChangeModal } from './QuarantineChangeModal';
import { QuarantineNote } from './QuarantineNote';
import { secretQuarantine } from './secret-quarantine';
import { useQuarantine } from './useQuarantine';

interface RestoreSecretModalProps {
  /** As the list has it; shown until it is read anew. */
  readonly secret: Secret;
  readonly onClose: () => void;
}

/** Gives a secret in quarantine back to those whom it was taken from. */
export function RestoreSecretModal({ secret: listed, onClose }: RestoreSecretModalProps) {
  const { name } = listed;
  const { data: secret = listed, refetch } = useFreshSecret(name);
  const { step, restore } = useQuarantine(onClose);
  const isOver = secretQuarantine(secret).kind === 'none';
  const readers = endQuarantine({ decrypters: secret.decrypters, annotations: secret.kept.annotations }).decrypters;
  return (
    <QuarantineChangeModal
      title={t('secrets.quarantine.end-title', 'End quarantine of {{name}}', { name })}
      action={t('secrets.quarantine.end', 'End quarantine')}
      disabled={isOver}
      step={step}
      change={() => restore(secret)}
      onRefused={refetch}
      onClose={onClose}
    >
      <QuarantineNote secret={secret} />
      <ProvenanceNote secret={secret} />
      {isOver ? (
        <Text element="p">
          <Trans i18nKey="secrets.quarantine.over">This secret is not in quarantine any more.</Trans>
        </Text>
      ) : (
        <div>
          <Text element="p">
            <Trans i18nKey="secrets.quarantine.readers-after">These services can read it afterwards:</Trans>
          </Text>
          <DecrypterBadges decrypters={readers} />
        </div>
      )}
    </QuarantineChangeModal>
  );
}

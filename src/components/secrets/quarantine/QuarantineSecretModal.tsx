import React, { useId, useState } from 'react';
import { t, Trans } from '@grafana/i18n';
import { RadioButtonGroup, Text } from '@grafana/ui';
import { useFreshSecret } from '../../../api/queries';
import type { Secret } from '../../../api/secret';
import { DEFAULT_QUARANTINE_DAYS, QUARANTINE_DAYS, type QuarantineDays } from '../../../domain/quarantine';
import { DecrypterBadges } from '../DecrypterBadges';
import { ProvenanceNote } from '../ProvenanceNote';
import { useSecretsVariant } from '../SecretsVariant';
import { daysText } from './quarantine-text';
import { QuarantineChangeModal } from './QuarantineChangeModal';
import { useQuarantine } from './useQuarantine';

interface QuarantineSecretModalProps {
  /** As the list has it; shown until it is read anew. */
  readonly secret: Secret;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Takes a secret from every service, so that what breaks shows while the value is still there. */
export function QuarantineSecretModal({ secret: listed, onClose, onDone }: QuarantineSecretModalProps) {
  const { name } = listed;
  const id = useId();
  const [days, setDays] = useState<QuarantineDays>(DEFAULT_QUARANTINE_DAYS);
  const { data: secret = listed, refetch } = useFreshSecret(name);
  const { step, quarantine } = useQuarantine(onDone);
  const variant = useSecretsVariant();
  return (
    <QuarantineChangeModal
      title={t('secrets.quarantine.title', 'Quarantine {{name}}', { name })}
      action={t('secrets.quarantine.action', 'Quarantine secret')}
      step={step}
      change={() => quarantine(secret, days)}
      onRefused={refetch}
      onClose={onClose}
    >
      <Text element="p">
        <Trans i18nKey="secrets.quarantine.text">
          No service can read the secret until you end the quarantine. Its value stays stored, and who could read it is
          remembered: one click gives it back to exactly them.
        </Trans>
      </Text>
      {variant.decrypter !== undefined && (
        <Text element="p">
          <Trans i18nKey="secrets.quarantine.leaves-list">
            It leaves this list, too. On the page Secrets it is marked, and can be given back.
          </Trans>
        </Text>
      )}
      <ProvenanceNote secret={secret} />
      <div>
        <Text element="p">
          <Trans i18nKey="secrets.quarantine.readers">These services lose it:</Trans>
        </Text>
        <DecrypterBadges decrypters={secret.decrypters} />
      </div>
      <div>
        <Text element="p">
          <span id={id}>
            <Trans i18nKey="secrets.quarantine.after">It may be deleted after</Trans>
          </span>
        </Text>
        <RadioButtonGroup
          aria-labelledby={id}
          options={QUARANTINE_DAYS.map((value) => ({ value, label: daysText(value) }))}
          value={days}
          onChange={setDays}
        />
      </div>
    </QuarantineChangeModal>
  );
}

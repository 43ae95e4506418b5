import React, { type ReactNode } from 'react';
import { t } from '@grafana/i18n';

import { useDecrypters } from '../../../api/DecrypterSettings';
import type { Secret } from '../../../api/secret';
import { mayBeDeleted, type Quarantine } from '../../../domain/quarantine';
import { dayText, decrypterNames } from './quarantine-text';
import { secretQuarantine, useShownAt } from './secret-quarantine';
import { Notice } from '../../Notice';

interface QuarantineNoteProps {
  readonly secret: Secret;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Says of a secret in quarantine since when, whom it was taken from, and when it may go. */
export function QuarantineNote({ secret, children }: QuarantineNoteProps) {
  const now = useShownAt();
  const { registry } = useDecrypters();
  const state = secretQuarantine(secret);
  switch (state.kind) {
    case 'none':
      return null;
    case 'quarantined':
      return (
        <Note title={quarantinedTitle(state.quarantine, now)} action={children}>
          {t('secrets.quarantine.note', 'Since {{since}} no service can read it. Those that could: {{services}}.', {
            since: dayText(state.quarantine.since),
            services: decrypterNames(state.quarantine.decrypters, registry),
            interpolation: { escapeValue: false },
          })}
        </Note>
      );
    case 'overtaken':
      return (
        <Note
          title={t('secrets.quarantine.overtaken-title', 'This secret was quarantined, but is readable again')}
          action={children}
        >
          {t(
            'secrets.quarantine.overtaken-note',
            'It was taken from {{services}} on {{since}}. Since then somebody added: {{added}}.',
            {
              since: dayText(state.quarantine.since),
              services: decrypterNames(state.quarantine.decrypters, registry),
              added: decrypterNames(secret.decrypters, registry),
              interpolation: { escapeValue: false },
            }
          )}
        </Note>
      );
    case 'unreadable':
      return (
        <Note
          title={t('secrets.quarantine.unreadable-title', 'This secret is marked as quarantined')}
          action={children}
        >
          {t(
            'secrets.quarantine.unreadable-note',
            'Something else changed the mark: who could read the secret before cannot be told from it.'
          )}
        </Note>
      );
  }
}

function quarantinedTitle(quarantine: Quarantine, now: number): string {
  return mayBeDeleted(quarantine, now)
    ? t('secrets.quarantine.due-title', 'This secret is in quarantine, and may be deleted since {{day}}', {
        day: dayText(quarantine.deletableFrom),
      })
    : t('secrets.quarantine.early-title', 'This secret is in quarantine, and may be deleted from {{day}}: not before', {
        day: dayText(quarantine.deletableFrom),
      });
}

interface NoteProps {
  readonly title: string;
  readonly action: ReactNode;
  readonly children: string;
}

function Note({ title, action, children }: NoteProps) {
  return (
    <Notice severity="warning" title={title}>
      <span>{children}</span>
      {action}
    </Notice>
  );
}

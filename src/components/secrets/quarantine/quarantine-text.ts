import { getTimeZone } from '@grafana/data';
import { formatDate, t } from '@grafana/i18n';
import { mayBeDeleted, type Quarantine, type QuarantineDays } from '../../../domain/quarantine';
import type { DecrypterRegistry } from '../../../domain/decrypters';
import { changeErrorText, type ErrorText } from '../../error-text';
import type { QuarantineFailure } from './useQuarantine';

/**
 * The day of an instant, in the user's language and time zone.
 *
 * @param time RFC 3339, or milliseconds since 1970.
 */
export function dayText(time: string | number): string {
  const timeZone = getTimeZone();
  return formatDate(time, { dateStyle: 'medium', timeZone: timeZone === 'browser' ? undefined : timeZone });
}

export function daysText(count: QuarantineDays): string {
  return t('secrets.quarantine.days', '', {
    count,
    defaultValue_one: '{{count}} day',
    defaultValue_other: '{{count}} days',
  });
}

/** When the secret may go, as far as was planned. */
export function deletableText(quarantine: Quarantine, now: number): string {
  return mayBeDeleted(quarantine, now)
    ? t('secrets.quarantine.deletable', 'may be deleted')
    : t('secrets.quarantine.deletable-from', 'may be deleted from {{day}}', { day: dayText(quarantine.deletableFrom) });
}

export function decrypterNames(decrypters: readonly string[], { nameOf }: DecrypterRegistry): string {
  return decrypters.map(nameOf).join(', ');
}

export function quarantineFailureText(failure: QuarantineFailure): ErrorText {
  switch (failure.kind) {
    case 'api':
      return changeErrorText(failure.error);
    case 'pointless':
      return {
        title: t('secrets.quarantine.pointless', 'It cannot be quarantined as it is now'),
        advice: t(
          'secrets.quarantine.pointless-advice',
          'No service can read it, or there are more than one secret can have at once. Nothing was changed.'
        ),
      };
    case 'not-remembered':
      return {
        title: t('secrets.quarantine.not-remembered', 'This server cannot remember who could read it'),
        advice: t(
          'secrets.quarantine.not-remembered-advice',
          'It dropped the annotation that does. All services that could read it can read it again.'
        ),
      };
    case 'not-given-back':
      return {
        title: t(
          'secrets.quarantine.not-given-back',
          'No service can read it, and the server did not remember who could'
        ),
        advice: t('secrets.quarantine.not-given-back-advice', 'Edit the secret and add them again: {{services}}.', {
          services: failure.decrypters.join(', '),
          interpolation: { escapeValue: false },
        }),
      };
  }
}

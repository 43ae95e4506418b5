import { t } from '@grafana/i18n';
import type { SecretsVariant } from '../../../components/secrets/SecretsVariant';
import { K6_DECRYPTER } from '../../../domain/decrypters';

/** The same in every language, as in Grafana Cloud k6. */
const DELETE_WORD = 'Delete';

/** How the secrets of Grafana Cloud k6 are managed, in its own words. */
export const K6_VARIANT = {
  decrypter: K6_DECRYPTER,
  confirmation: () => ({
    expected: DELETE_WORD,
    request: t('settings.k6.confirm', 'To confirm, type the word {{word}}', { word: DELETE_WORD }),
  }),
  words: () => ({
    purpose: t(
      'settings.k6.purpose',
      'A secret keeps a password, token or key out of test scripts. Scripts that run in Grafana Cloud k6 refer to it by its name.'
    ),
    saveNew: t('actions.save', 'Save'),
    saveChanges: t('actions.save', 'Save'),
    replaceValue: t('settings.k6.reset', 'Reset'),
    deleteSecret: t('settings.k6.delete', 'Delete'),
  }),
} satisfies SecretsVariant;

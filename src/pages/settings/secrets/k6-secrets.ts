import { t } from '@grafana/i18n';
import type { SecretsVariant } from '../../../components/secrets/SecretsVariant';
import { K6Introduction } from './K6Introduction';

/** The same in every language, as in Grafana Cloud k6. */
const DELETE_WORD = 'Delete';

/**
 * The secrets of Grafana Cloud k6, in its own words.
 *
 * @see https://grafana.com/docs/grafana-cloud/testing/k6/author-run/manage-secrets/
 */
export const K6_SECRETS: SecretsVariant = {
  decrypter: 'k6-cloud',
  Introduction: K6Introduction,
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
};

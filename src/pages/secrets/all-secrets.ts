import { t } from '@grafana/i18n';
import type { SecretsVariant } from '../../components/secrets/SecretsVariant';

/** Every secret there is, whoever may read it. */
export const ALL_SECRETS: SecretsVariant = {
  confirmation: (name) => ({
    expected: name,
    request: t('secrets.delete.confirm', 'To confirm, type the name of the secret: {{name}}', { name }),
  }),
  words: () => ({
    purpose: t(
      'secrets.empty.text',
      'A secret keeps a password, token or key out of scripts and settings. You say which Grafana services may read it, and they refer to it by its name.'
    ),
    saveNew: t('secrets.editor.create', 'Create secret'),
    saveChanges: t('secrets.editor.save', 'Save secret'),
    replaceValue: t('secrets.editor.replace-value', 'Replace value'),
    deleteSecret: t('secrets.delete.action', 'Delete secret'),
  }),
};

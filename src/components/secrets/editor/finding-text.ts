import { t } from '@grafana/i18n';
import type { Finding } from '../../../domain/finding';
import {
  DECRYPTER_MAX,
  DECRYPTERS_MAX,
  DESCRIPTION_MAX,
  LABEL_KEY_MAX,
  LABEL_VALUE_MAX,
  LABELS_MAX,
  NAME_MAX,
  REF_MAX,
  VALUE_MAX_BYTES,
} from '../../../domain/limits';
import type { SecretSource } from './form-values';

/** What is wrong and how to put it right. */
export function findingText({ rule, detail, badValue }: Finding, source: SecretSource = 'value'): string {
  switch (rule) {
    case 'name-invalid':
      return t(
        'secrets.findings.name-invalid',
        'A name has lowercase letters, digits, hyphens and dots. It starts and ends with a letter or digit, and so does every part between dots.'
      );
    case 'name-too-long':
      return tooLong(NAME_MAX);
    case 'description-required':
      return t('secrets.findings.description-required', 'Say in a few words what the secret is for.');
    case 'description-too-long':
      return tooLong(DESCRIPTION_MAX);
    case 'value-or-ref-required':
      return source === 'reference'
        ? t('secrets.findings.ref-required', 'Enter the name of the entry in the external store.')
        : t('secrets.findings.value-required', 'Enter the value to keep.');
    case 'ref-too-long':
      return tooLong(REF_MAX);
    case 'value-too-long':
      return t('secrets.findings.value-too-long', 'A value has at most {{max, number}} bytes.', {
        max: VALUE_MAX_BYTES,
      });
    case 'decrypters-too-many':
      return t('secrets.findings.decrypters-too-many', 'Choose at most {{max}} services.', { max: DECRYPTERS_MAX });
    case 'decrypter-empty':
      return t('secrets.findings.decrypter-empty', 'Enter the identity of a service.');
    case 'decrypter-invalid':
      return t(
        'secrets.findings.decrypter-invalid',
        'A service identity has letters, digits, hyphens, underscores and dots, and starts and ends with a letter or digit.'
      );
    case 'decrypter-too-long':
      return tooLong(DECRYPTER_MAX);
    case 'decrypter-duplicate':
      return t('secrets.findings.decrypter-duplicate', 'This service is in the list already.');
    case 'labels-too-many':
      return t('secrets.findings.labels-too-many', 'A secret has at most {{max}} labels.', { max: LABELS_MAX });
    case 'label-key-required':
      return t('secrets.findings.label-key-required', 'Enter a key, or remove the label.');
    case 'label-value-required':
      return t('secrets.findings.label-value-required', 'Enter a value, or remove the label.');
    case 'label-key-invalid':
    case 'label-value-invalid':
      return t(
        'secrets.findings.label-invalid',
        'Use letters, digits, hyphens, underscores and dots. Start and end with a letter or digit.'
      );
    case 'label-key-too-long':
      return tooLong(LABEL_KEY_MAX);
    case 'label-value-too-long':
      return tooLong(LABEL_VALUE_MAX);
    case 'label-key-duplicate':
      return t('secrets.findings.label-key-duplicate', 'There is another label with the key {{key}}.', {
        key: badValue,
        interpolation: { escapeValue: false },
      });
    case 'namespace-invalid':
    case 'value-and-ref':
    case 'value-after-ref':
    case 'ref-after-value':
      // The form gives nobody a way to break these; the API's own words will do.
      return detail;
  }
}

function tooLong(max: number): string {
  return t('secrets.findings.too-long', 'Use at most {{max}} characters.', { max });
}

import { t } from '@grafana/i18n';
import { VALUE_MAX_BYTES } from '../../../domain/limits';
import type { FileRefusal } from './useValueFile';

export function fileRefusalText(refusal: FileRefusal): string {
  switch (refusal) {
    case 'empty':
      return t('secrets.value-file.empty', 'The file is empty. Nothing was changed.');
    case 'too-large':
      return t(
        'secrets.value-file.too-large',
        'The file is larger than {{max, number}} bytes, which is what a value may have. It was not read.',
        { max: VALUE_MAX_BYTES }
      );
    case 'not-text':
      return t(
        'secrets.value-file.not-text',
        'The file is not text in UTF-8. Encode a binary file first, in base64 for example.'
      );
    case 'unreadable':
      return t('secrets.value-file.unreadable', 'The file cannot be read. Nothing was changed.');
    case 'several':
      return t('secrets.value-file.several', 'A secret has one value: drop one file. Nothing was changed.');
  }
}

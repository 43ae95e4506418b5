import { t } from '@grafana/i18n';
import type { ValueNote } from '../../../domain/value-notes';

export function valueNoteText(note: ValueNote): string {
  switch (note) {
    case 'white-space-only':
      return t('secrets.value-notes.white-space-only', 'The value is nothing but white space. It is kept as it is.');
    case 'byte-order-mark':
      return t(
        'secrets.value-notes.byte-order-mark',
        'The value begins with a byte order mark, which cannot be seen. It is kept as it is.'
      );
    case 'leading-white-space':
      return t('secrets.value-notes.leading', 'The value begins with white space. It is kept as it is.');
    case 'trailing-white-space':
      return t('secrets.value-notes.trailing', 'The value ends with white space. It is kept as it is.');
    case 'trailing-newline':
      return t('secrets.value-notes.newline', 'The value ends with a line break. It is kept as it is.');
    case 'windows-line-breaks':
      return t(
        'secrets.value-notes.windows',
        'The value has line breaks of Windows (CR LF). They are kept as they are.'
      );
    case 'unpaired-surrogate':
      return t(
        'secrets.value-notes.surrogate',
        'The value has half a character in it, which cannot be sent. It would become a replacement character.'
      );
  }
}

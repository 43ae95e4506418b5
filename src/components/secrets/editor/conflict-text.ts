import { t } from '@grafana/i18n';
import type { DecrypterRegistry } from '../../../domain/decrypters';
import type { Difference, Part, Side } from './edit-conflict';

/** Names of things that people gave, which are no markup. */
const PLAIN = { interpolation: { escapeValue: false } };

/** Which part of a secret it is. */
export function partText(part: Part, { nameOf }: DecrypterRegistry): string {
  switch (part.kind) {
    case 'description':
      return t('secrets.conflict.part-description', 'Description');
    case 'value':
      return t('secrets.conflict.part-value', 'Value');
    case 'ref':
      return t('secrets.conflict.part-ref', 'Entry in the external store');
    case 'decrypter':
      return t('secrets.conflict.part-decrypter', 'Reading by {{service}}', {
        service: nameOf(part.id),
        ...PLAIN,
      });
    case 'label':
      return t('secrets.conflict.part-label', 'Label {{key}}', { key: part.key, ...PLAIN });
  }
}

/** What stands where a part is not there. */
export function absenceText(part: Part): string {
  return part.kind === 'label' ? t('secrets.conflict.no-label', 'no such label') : t('secrets.conflict.empty', 'empty');
}

interface SideText {
  readonly label: string;
  readonly description: string;
}

/** What becomes of a part if one side's change lasts. */
export function sideText(difference: Difference, side: Side): SideText {
  return {
    label: side === 'mine' ? t('secrets.conflict.mine', 'Keep mine') : t('secrets.conflict.theirs', 'Take theirs'),
    description: outcomeText(difference, side),
  };
}

function outcomeText(difference: Difference, side: Side): string {
  const { part } = difference;
  const text = difference[side];
  switch (part.kind) {
    case 'value':
      return side === 'mine'
        ? t('secrets.conflict.value-mine', 'The value that you entered replaces whatever is stored.')
        : t('secrets.conflict.value-theirs', 'The stored value stays as it is, and what you entered is discarded.');
    case 'decrypter':
      return text === undefined
        ? t('secrets.conflict.may-not-read', 'It may not read the value.')
        : t('secrets.conflict.may-read', 'It may read the value.');
    case 'description':
    case 'ref':
    case 'label':
      return text === undefined || text === '' ? absenceText(part) : text;
  }
}

import { t } from '@grafana/i18n';
import type { Decrypter } from '../domain/decrypters';

/** What a known service may do with a value, in the user's language. Dots would nest the key. */
export function decrypterDescription({ id, description }: Decrypter): string {
  return t(`decrypters.${id.replaceAll('.', '-')}`, description);
}

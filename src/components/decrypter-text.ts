import { t } from '@grafana/i18n';
import { knownDecrypter, type Decrypter } from '../domain/decrypters';

/** What a service may do with a value, in the user's language where it is a known one. Dots would nest the key. */
export function decrypterDescription(decrypter: Decrypter): string {
  const { id, description } = decrypter;
  return knownDecrypter(id) === decrypter ? t(`decrypters.${id.replaceAll('.', '-')}`, description) : description;
}

import { matchesNamePattern } from '../../src/domain/name-pattern.ts';
import { isInRanges } from '../identity/source-range.ts';
import type { DecrypterToken } from '../identity/token-record.ts';
import type { StoredSecureValue } from '../vault/vault.ts';
import type { RefusalReason } from './decryption-log.ts';

/** What the bearer of a decrypter token asks for, and from where. */
export interface Lookup {
  readonly token: DecrypterToken;
  readonly name: string;
  /** An IP address. */
  readonly source: string;
}

/**
 * Why the bearer of a working token may not have a value; undefined if they may. The secret has to name the token's
 * service identity: one without decrypters is for nobody.
 *
 * @param stored the secret of that name in the token's namespace, if there is one.
 */
export function refusalOf(
  { token, name, source }: Lookup,
  stored: Pick<StoredSecureValue, 'decrypters'> | undefined
): RefusalReason | undefined {
  if (token.sources.length > 0 && !isInRanges(source, token.sources)) {
    return 'source-not-allowed';
  }
  if (token.only.length > 0 && !token.only.some((pattern) => matchesNamePattern(pattern, name))) {
    return 'name-not-allowed';
  }
  if (stored === undefined) {
    return 'absent';
  }
  return stored.decrypters.includes(token.decrypter) ? undefined : 'not-a-decrypter';
}

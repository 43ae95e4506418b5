import { randomInt } from 'node:crypto';
import type { ResourceKind } from '../../src/domain/api-group.ts';

/** What a name starts with when the client gave neither a name nor a prefix. */
const DEFAULT_PREFIXES: Readonly<Record<ResourceKind['plural'], string>> = { securevalues: 'sv-', keepers: 'kp-' };
/** As long as Grafana's short UIDs: 72 bits. */
const SUFFIX_LENGTH = 14;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A random name with the client's `generateName` before it; checked like any other name afterwards. */
export function generatedName({ plural }: ResourceKind, prefix: string): string {
  const suffix = Array.from({ length: SUFFIX_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return `${prefix === '' ? DEFAULT_PREFIXES[plural] : prefix}${suffix.join('')}`;
}

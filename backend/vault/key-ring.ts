import { type KeyObject, createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { KEY_BYTES, type KeyEncryptionKey } from './envelope.ts';

/** A key-encryption key as the ring keeps it. */
export interface RingKey extends KeyEncryptionKey {
  /** RFC 3339, UTC, milliseconds. */
  readonly createdAt: string;
  /** {@link keyCheck} of the key as it was made. */
  readonly check: Uint8Array;
}

/** The keys of a ring, by what they may do. */
export interface RingKeys {
  /** Encrypts and decrypts. */
  readonly active: RingKey;
  /** Still decrypt what they encrypted. */
  readonly decryptOnly: readonly RingKey[];
  /** Do neither, and can be removed. */
  readonly retired: readonly RingKey[];
}

/** A key that the store has been used with, as the store remembers it. */
export interface KnownKey {
  readonly id: string;
  readonly check: Uint8Array;
  /** Whether a stored value needs it. */
  readonly inUse: boolean;
}

export type SealReason = 'key-file-missing' | 'passphrase-missing' | 'wrong-passphrase' | 'wrong-key' | 'key-missing';

/** What there is where a key ring is kept. */
export type FoundRing =
  | { readonly found: 'none' }
  /** It is protected by a passphrase, which we do not have. */
  | { readonly found: 'locked'; readonly reason: Extract<SealReason, 'passphrase-missing' | 'wrong-passphrase'> }
  | { readonly found: 'ring'; readonly keys: RingKeys; readonly isProtected: boolean };

/** What a seal means and the way out, for the person who starts the backend. */
export const SEAL_REASONS: Readonly<Record<SealReason, string>> = {
  'key-file-missing':
    'the key ring is missing, and there are secrets that only its keys can open. Put the file back from your copy of it, and restart',
  'passphrase-missing':
    'the key ring is protected by a passphrase. Set SECRETS_KEY_PASSPHRASE_FILE or SECRETS_KEY_PASSPHRASE_CREDENTIAL, and restart',
  'wrong-passphrase':
    'the passphrase does not open the key ring, or somebody has changed that. Put the right ones back, and restart',
  'wrong-key':
    'a key of the key ring is not the one that it was. Put back the key ring that belongs to this store, and restart',
  'key-missing':
    'the key ring lacks a key that stored secrets need, or has retired it. Put back the key ring that belongs to this store, and restart',
};

/** The keys of a running backend; or, while sealed, none and why. */
export type KeyRing =
  | { readonly state: 'sealed'; readonly reason: SealReason }
  | {
      readonly state: 'open';
      readonly active: RingKey;
      /** Of the keys that may decrypt, the active one among them. */
      readonly ids: ReadonlySet<string>;
      /** The key of that id, if it may decrypt. */
      readonly keyById: (id: string) => KeyEncryptionKey | undefined;
    };

/** Ids have one length: a data key that is wrapped anew then takes exactly the place of the old one on its page. */
const KEY_ID_BYTES = 8;

const CHECK_CONSTANT = 'strongroom key check';

/** HMAC-SHA-256 (RFC 2104) of a constant: tells whether a key is the right one, and nothing else about it. */
export function keyCheck(key: KeyObject): Buffer {
  return createHmac('sha256', key).update(CHECK_CONSTANT).digest();
}

/** A new random key, made at `now` (unix milliseconds). */
export function newRingKey(now: number): RingKey {
  const bytes = randomBytes(KEY_BYTES);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  const id = randomBytes(KEY_ID_BYTES).toString('hex');
  return { id, createdAt: new Date(now).toISOString(), key, check: keyCheck(key) };
}

/** The ring with another active key; the one before it still decrypts. */
export function withActive({ active, decryptOnly, retired }: RingKeys, next: RingKey): RingKeys {
  return { active: next, decryptOnly: [active, ...decryptOnly], retired };
}

/** The ring with a key that decrypts no more; undefined where the ring has no such key among those that only decrypt. */
export function withRetired({ active, decryptOnly, retired }: RingKeys, id: string): RingKeys | undefined {
  const leaving = decryptOnly.find((key) => key.id === id);
  return (
    leaving && { active, decryptOnly: decryptOnly.filter((key) => key !== leaving), retired: [leaving, ...retired] }
  );
}

/** Decides whether the keys that were found open what is stored. */
export function openKeyRing(found: FoundRing, known: readonly KnownKey[]): KeyRing {
  switch (found.found) {
    case 'none':
      return { state: 'sealed', reason: 'key-file-missing' };
    case 'locked':
      return { state: 'sealed', reason: found.reason };
    case 'ring':
      return openKeys(found.keys, known);
  }
}

/** As {@link openKeyRing}, for keys that are at hand. */
export function openKeys(keys: RingKeys, known: readonly KnownKey[]): KeyRing {
  const { active, decryptOnly, retired } = keys;
  const remembered = new Map(known.map(({ id, check }) => [id, check]));
  if (![active, ...decryptOnly, ...retired].every((key) => isRight(key, remembered.get(key.id)))) {
    return { state: 'sealed', reason: 'wrong-key' };
  }
  const usable = new Map([active, ...decryptOnly].map((key) => [key.id, key]));
  if (known.some(({ id, inUse }) => inUse && !usable.has(id))) {
    return { state: 'sealed', reason: 'key-missing' };
  }
  return { state: 'open', active, ids: new Set(usable.keys()), keyById: (id) => usable.get(id) };
}

/** The key agrees with the check beside it, and with the one that the store remembers for its id. */
function isRight({ key, check }: RingKey, remembered: Uint8Array | undefined): boolean {
  const actual = keyCheck(key);
  return isSame(actual, check) && (remembered === undefined || isSame(actual, remembered));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

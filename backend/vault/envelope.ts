import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { encodeFields } from './associated-data.ts';
import { SecretValue } from './secret-value.ts';
import { pad, unpad } from './size-class.ts';
import { VaultError } from './vault.ts';

/** The format of what is stored; part of the authenticated data, so that no format passes for another. */
export const ENVELOPE_FORMAT = 'svs1';
const WRAP_FORMAT = 'svs1-wrap';

/** NIST SP 800-38D: AES-256 keys, random 96-bit initialisation vectors, full 128-bit tags. */
const CIPHER = 'aes-256-gcm';
export const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The version of a secret that an envelope belongs to. It opens as no other. */
export interface EnvelopeContext {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly version: number;
}

/** A key that encrypts data keys. */
export interface KeyEncryptionKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** A data key, encrypted by a key-encryption key. */
export interface WrappedDataKey {
  readonly kekId: string;
  readonly wrapIv: Uint8Array;
  readonly wrappedDek: Uint8Array;
  readonly wrapTag: Uint8Array;
}

/** A value, encrypted by a data key that encrypts nothing else. */
export interface Envelope extends WrappedDataKey {
  readonly fmt: string;
  readonly iv: Uint8Array;
  readonly ct: Uint8Array;
  readonly tag: Uint8Array;
}

interface Sealed {
  readonly iv: Uint8Array;
  readonly ct: Uint8Array;
  readonly tag: Uint8Array;
}

/**
 * Encrypts a value under a fresh data key, and that key under `kek`. A data key encrypts one message, so that its
 * initialisation vector cannot repeat; a key-encryption key is used once per version, and is to be rotated long
 * before 2^32 of them (NIST SP 800-38D, 8.3). The plaintext stays the caller's to wipe.
 */
export function seal(plaintext: Uint8Array, context: EnvelopeContext, kek: KeyEncryptionKey): Envelope {
  const dek = randomBytes(KEY_BYTES);
  const padded = pad(plaintext);
  try {
    const { iv, ct, tag } = encrypt(createSecretKey(dek), padded, valueData(context));
    return { fmt: ENVELOPE_FORMAT, ...wrap(dek, context, kek), iv, ct, tag };
  } finally {
    dek.fill(0);
    padded.fill(0);
  }
}

/**
 * Decrypts an envelope. Whatever is wrong with it, its context or its key, the error is the same: `corrupt`.
 */
export function open(
  envelope: Envelope,
  context: EnvelopeContext,
  keyById: (id: string) => KeyEncryptionKey | undefined
): SecretValue {
  if (envelope.fmt !== ENVELOPE_FORMAT) {
    throw new VaultError('corrupt');
  }
  const dek = unwrap(envelope, context, keyById);
  let padded: Buffer | undefined;
  try {
    padded = decrypt(createSecretKey(dek), envelope, valueData(context));
    const value = unpad(padded);
    if (value === undefined) {
      throw new VaultError('corrupt');
    }
    return SecretValue.fromBuffer(value);
  } finally {
    dek.fill(0);
    padded?.fill(0);
  }
}

/**
 * The data key of an envelope under another key-encryption key; what it encrypts stays as it is. Read back at once: a key
 * that did not open again would be a value lost. Throws `corrupt` where the data key does not open.
 */
export function rewrap(
  wrapped: WrappedDataKey,
  context: EnvelopeContext,
  keyById: (id: string) => KeyEncryptionKey | undefined,
  kek: KeyEncryptionKey
): WrappedDataKey {
  const dek = unwrap(wrapped, context, keyById);
  let readBack: Buffer | undefined;
  try {
    const rewrapped = wrap(dek, context, kek);
    readBack = unwrap(rewrapped, context, () => kek);
    if (!timingSafeEqual(dek, readBack)) {
      throw new VaultError('corrupt');
    }
    return rewrapped;
  } finally {
    dek.fill(0);
    readBack?.fill(0);
  }
}

function wrap(dek: Buffer, context: EnvelopeContext, kek: KeyEncryptionKey): WrappedDataKey {
  const { iv, ct, tag } = encrypt(kek.key, dek, wrapData(kek.id, context));
  return { kekId: kek.id, wrapIv: iv, wrappedDek: ct, wrapTag: tag };
}

function unwrap(
  { kekId, wrapIv, wrappedDek, wrapTag }: WrappedDataKey,
  context: EnvelopeContext,
  keyById: (id: string) => KeyEncryptionKey | undefined
): Buffer {
  const kek = keyById(kekId);
  if (kek === undefined || wrappedDek.byteLength !== KEY_BYTES) {
    throw new VaultError('corrupt');
  }
  return decrypt(kek.key, { iv: wrapIv, ct: wrappedDek, tag: wrapTag }, wrapData(kekId, context));
}

function valueData({ namespace, name, uid, version }: EnvelopeContext): Buffer {
  return encodeFields([ENVELOPE_FORMAT, namespace, name, uid, String(version)]);
}

function wrapData(kekId: string, { namespace, uid, version }: EnvelopeContext): Buffer {
  return encodeFields([WRAP_FORMAT, kekId, namespace, uid, String(version)]);
}

/** Of a key as bytes Node makes the same object, but by way of an exception that takes longer than the rest. */
function encrypt(key: KeyObject, plaintext: Uint8Array, data: Buffer): Sealed {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(data);
  const ct = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { iv, ct, tag: cipher.getAuthTag() };
}

function decrypt(key: KeyObject, { iv, ct, tag }: Sealed, data: Buffer): Buffer {
  if (iv.byteLength !== IV_BYTES || tag.byteLength !== TAG_BYTES) {
    throw new VaultError('corrupt');
  }
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(data);
  decipher.setAuthTag(tag);
  // GCM gives out the whole plaintext before it has proven any of it: it is wiped unless `final` agrees.
  const plaintext = decipher.update(ct);
  try {
    decipher.final();
  } catch {
    plaintext.fill(0);
    throw new VaultError('corrupt');
  }
  return plaintext;
}

import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { encodeFields } from './associated-data.ts';
import { KEY_BYTES } from './envelope.ts';
import { KEY_FILE_MAX_BYTES } from './key-ring-file.ts';
import type { SecretValue } from './secret-value.ts';
import { demand, readBase64, readBase64Text, readObject, readStrictly, type StrictReading } from './strict-json.ts';

/** The text of a key ring, encrypted under a key that is derived from a passphrase. */
export interface ProtectedRing {
  readonly salt: Uint8Array;
  readonly iv: Uint8Array;
  readonly ct: Uint8Array;
  readonly tag: Uint8Array;
}

const FILE_VERSION = 2;
const FILE_FIELDS = ['version', 'kdf', 'salt', 'iv', 'ct', 'tag'] as const;

/** RFC 7914, with the cost that OWASP's Password Storage Cheat Sheet asks for first: 128 MiB, about half a second. */
const SCRYPT_COST: ScryptOptions = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 * 128 * 2 ** 17 * 8 };
/** A ring with other costs is another format: nobody who writes the file decides how much memory a start takes. */
const KDF = 'scrypt N=131072 r=8 p=1';
const SALT_BYTES = 16;

/** NIST SP 800-38D, as for values. The derived key encrypts one message: each protection has a salt of its own. */
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 'strongroom key ring 2';

/** Whether a text says that it is a protected ring. */
export function isProtectedRing(text: string): boolean {
  const reading = readStrictly(text, (json) => json);
  const json = reading.ok ? reading.value : undefined;
  return typeof json === 'object' && json !== null && 'version' in json && json.version === FILE_VERSION;
}

/** Strict: a field that is missing, unknown or not exactly as {@link serialiseProtectedRing} writes it breaks a rule. */
export function parseProtectedRing(text: string): StrictReading<ProtectedRing> {
  return readStrictly(text, (json) => {
    const { version, kdf, salt, iv, ct, tag } = readObject(json, 'it', FILE_FIELDS);
    demand(version === FILE_VERSION, `version must be ${FILE_VERSION}`);
    demand(kdf === KDF, `kdf must be ${KDF}`);
    return {
      salt: readBase64(salt, SALT_BYTES, 'salt'),
      iv: readBase64(iv, IV_BYTES, 'iv'),
      ct: readBase64Text(ct, KEY_FILE_MAX_BYTES, 'ct'),
      tag: readBase64(tag, TAG_BYTES, 'tag'),
    };
  });
}

export function serialiseProtectedRing({ salt, iv, ct, tag }: ProtectedRing): string {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const file: Record<(typeof FILE_FIELDS)[number], unknown> = {
    version: FILE_VERSION,
    kdf: KDF,
    salt: base64(salt),
    iv: base64(iv),
    ct: base64(ct),
    tag: base64(tag),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Encrypts the text of a ring. Uses the passphrase up. */
export async function protectRing(text: Uint8Array, passphrase: SecretValue): Promise<ProtectedRing> {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const key = await derive(passphrase, salt);
  try {
    const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(encodeFields([FORMAT]));
    const ct = Buffer.concat([cipher.update(text), cipher.final()]);
    return { salt, iv, ct, tag: cipher.getAuthTag() };
  } finally {
    key.fill(0);
  }
}

/** The text of a ring; undefined under another passphrase, or for one that was changed. Uses the passphrase up. */
export async function unprotectRing(
  { salt, iv, ct, tag }: ProtectedRing,
  passphrase: SecretValue
): Promise<Buffer | undefined> {
  const key = await derive(passphrase, salt);
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
  key.fill(0);
  decipher.setAAD(encodeFields([FORMAT]));
  decipher.setAuthTag(tag);
  // GCM gives out the whole plaintext before it has proven any of it: it is wiped unless `final` agrees.
  const text = decipher.update(ct);
  try {
    decipher.final();
    return text;
  } catch {
    text.fill(0);
    return undefined;
  }
}

function derive(passphrase: SecretValue, salt: Uint8Array): Promise<Buffer> {
  return passphrase.use(
    (bytes) =>
      new Promise<Buffer>((resolve, reject) =>
        scrypt(bytes, salt, KEY_BYTES, SCRYPT_COST, (error, key) => (error === null ? resolve(key) : reject(error)))
      )
  );
}

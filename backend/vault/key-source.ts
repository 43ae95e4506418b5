import { readCredential } from './credential.ts';
import { KeyFileError } from './key-file-error.ts';
import { readKeyCommand } from './key-command.ts';
import type { ForeignKeys, KeyPlace, PassphrasePlace } from './key-place.ts';
import { createKeyRingFile, KEY_FILE_MAX_BYTES, replaceKeyRingFile } from './key-ring-file.ts';
import { parseKeyRing, serialiseKeyRing } from './key-ring-format.ts';
import {
  isProtectedRing,
  parseProtectedRing,
  protectRing,
  serialiseProtectedRing,
  unprotectRing,
} from './key-ring-protection.ts';
import type { FoundRing, RingKeys } from './key-ring.ts';
import { readPassphrase } from './passphrase.ts';
import { readPrivateFile } from './private-file.ts';

/** A key ring that is kept here. */
export interface OwnKeySource {
  readonly kind: 'own';
  /** @throws KeyFileError for what must not be used as a key ring. */
  read(): Promise<FoundRing>;
  /** Whether there is a passphrase to protect a ring with. */
  readonly canProtect: boolean;
  /** Where there is none yet; protected if it can be. */
  create(keys: RingKeys): Promise<void>;
  /** Takes the place of the one there is. One at a time. */
  replace(keys: RingKeys, isProtected: boolean): Promise<void>;
}

/** A key ring that somebody else keeps: it is read, and never made or changed. */
export interface ForeignKeySource {
  readonly kind: 'foreign';
  /** As a message names it: `the credential keys`. */
  readonly what: string;
  read(): Promise<FoundRing>;
}

export type KeySource = OwnKeySource | ForeignKeySource;

const RESTORE =
  'Put the file back from your copy of it. Only if nothing has been stored yet: remove it, and the next start makes a new one';
const GIVE_BACK = 'Give the backend the key ring that belongs to this store';

export function keySourceOf({ keyFile, keysFrom, passphrase }: KeyPlace): KeySource {
  return keysFrom === undefined ? fileKeySource(keyFile, passphrase) : foreignSource(keysFrom, passphrase);
}

/** A key ring in a file. */
export function fileKeySource(path: string, passphrase: PassphrasePlace | undefined): OwnKeySource {
  const what = `the key ring ${path}`;
  return {
    kind: 'own',
    canProtect: passphrase !== undefined,
    read: async () => {
      const file = { path, what, maxBytes: KEY_FILE_MAX_BYTES, wayOut: RESTORE, isCredential: false };
      return findRing(await readPrivateFile(file), what, RESTORE, passphrase);
    },
    create: (keys) => withText(keys, passphrase, (text) => createKeyRingFile(path, text)),
    replace: (keys, isProtected) =>
      withText(keys, isProtected ? passphrase : undefined, (text) => replaceKeyRingFile(path, text)),
  };
}

function foreignSource(place: ForeignKeys, passphrase: PassphrasePlace | undefined): ForeignKeySource {
  switch (place.kind) {
    case 'credential': {
      const what = `the key ring in the credential ${place.name}`;
      const file = { what, maxBytes: KEY_FILE_MAX_BYTES, wayOut: GIVE_BACK };
      return {
        kind: 'foreign',
        what: `the credential ${place.name}`,
        read: async () => findRing(await readCredential(place, file), what, GIVE_BACK, passphrase),
      };
    }
    case 'command':
      return {
        kind: 'foreign',
        what: 'the command of SECRETS_KEY_COMMAND',
        read: async () =>
          findRing(await readKeyCommand(place.command), 'the key ring of SECRETS_KEY_COMMAND', GIVE_BACK, passphrase),
      };
  }
}

async function findRing(
  bytes: Buffer | undefined,
  what: string,
  wayOut: string,
  passphrase: PassphrasePlace | undefined
): Promise<FoundRing> {
  if (bytes === undefined) {
    return { found: 'none' };
  }
  const text = bytes.toString('utf8');
  bytes.fill(0);
  if (!isProtectedRing(text)) {
    return { found: 'ring', isProtected: false, keys: keysIn(text, what, wayOut) };
  }
  const ring = parseProtectedRing(text);
  if (!ring.ok) {
    throw new KeyFileError(what, { rule: ring.rule, wayOut });
  }
  if (passphrase === undefined) {
    return { found: 'locked', reason: 'passphrase-missing' };
  }
  const opened = await unprotectRing(ring.value, await readPassphrase(passphrase));
  if (opened === undefined) {
    return { found: 'locked', reason: 'wrong-passphrase' };
  }
  const inside = opened.toString('utf8');
  opened.fill(0);
  return { found: 'ring', isProtected: true, keys: keysIn(inside, what, wayOut) };
}

function keysIn(text: string, what: string, wayOut: string): RingKeys {
  const parsed = parseKeyRing(text);
  if (!parsed.ok) {
    throw new KeyFileError(what, { rule: parsed.rule, wayOut });
  }
  return parsed.keys;
}

/** Lends the text of a ring, as it is to be stored. */
async function withText(
  keys: RingKeys,
  passphrase: PassphrasePlace | undefined,
  store: (text: Uint8Array) => Promise<void>
): Promise<void> {
  const plain = Buffer.from(serialiseKeyRing(keys), 'utf8');
  try {
    await store(
      passphrase === undefined
        ? plain
        : Buffer.from(serialiseProtectedRing(await protectRing(plain, await readPassphrase(passphrase))), 'utf8')
    );
  } finally {
    plain.fill(0);
  }
}

import type { Transaction } from 'kysely';
import { KeyHolder } from './key-holder.ts';
import { createKeyRingFile, readKeyRingFile } from './key-ring-file.ts';
import { type KeyRing, type KnownKey, type RingKeys, newRingKey, openKeyRing } from './key-ring.ts';
import { knownKeys, rememberKey } from './known-keys.ts';
import { openStore, type StorePlace } from './open-store.ts';
import type { Schema } from './schema.ts';
import { SqlVault } from './sql-vault.ts';

export interface VaultOptions extends StorePlace {
  /** Made with mode 0600 if it does not exist and no stored secret needs it. */
  readonly keyFile: string;
  /** Unix milliseconds. */
  readonly clock: () => number;
}

/**
 * Opens the vault of a data directory, or of a database that others use too. Throws the errors of {@link openStore},
 * `KeyFileError` for a key ring that must not be used. Keys that are missing or wrong are no error: the vault opens
 * sealed, and says why.
 */
export async function openVault({ keyFile, clock, ...place }: VaultOptions): Promise<SqlVault> {
  const store = await openStore(place);
  try {
    const keyRing = await store.inTurn(['key ring'], (trx) => unseal(trx, keyFile, store.shared, clock));
    return new SqlVault({ store, keys: new KeyHolder(keyRing), clock, close: () => store.close() });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * The key ring of the file. A first start makes one; but never while stored secrets need the one that is missing,
 * for then the loss would only show when somebody needs them.
 */
async function unseal(
  trx: Transaction<Schema>,
  keyFile: string,
  isShared: boolean,
  clock: () => number
): Promise<KeyRing> {
  const found = await readKeyRingFile(keyFile);
  const remembered = await knownKeys(trx);
  const known = isShared && !hasOneOf(found, remembered) ? remembered.map(asInUse) : remembered;
  if (found === undefined && !known.some(({ inUse }) => inUse)) {
    const made = { active: newRingKey(clock()), decryptOnly: [], retired: [] };
    await createKeyRingFile(keyFile, made);
    return unsealWith(trx, made, known);
  }
  return unsealWith(trx, found, known);
}

async function unsealWith(
  trx: Transaction<Schema>,
  keys: RingKeys | undefined,
  known: readonly KnownKey[]
): Promise<KeyRing> {
  const keyRing = openKeyRing(keys, known);
  if (keyRing.state === 'open') {
    await rememberKey(trx, keyRing.active);
  }
  return keyRing;
}

/** Whether the ring and the store have met. */
function hasOneOf(keys: RingKeys | undefined, known: readonly KnownKey[]): boolean {
  const ids = keys === undefined ? [] : [keys.active, ...keys.decryptOnly, ...keys.retired].map(({ id }) => id);
  return known.some(({ id }) => ids.includes(id));
}

/**
 * Another backend may encrypt under its key at any moment: a ring that has never met the store, though others have, is
 * not the ring of this store.
 */
function asInUse(known: KnownKey): KnownKey {
  return { ...known, inUse: true };
}

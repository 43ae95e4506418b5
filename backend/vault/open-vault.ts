import type { Transaction } from 'kysely';
import { rereading } from './hold-keys.ts';
import { KeyFileError } from './key-file-error.ts';
import { KeyHolder } from './key-holder.ts';
import type { KeyPlace } from './key-place.ts';
import { type FoundRing, type KeyRing, type KnownKey, newRingKey, openKeyRing } from './key-ring.ts';
import { type KeySource, keySourceOf } from './key-source.ts';
import { knownKeys, rememberKey } from './known-keys.ts';
import { openStore, type StorePlace } from './open-store.ts';
import type { Schema } from './schema.ts';
import { SqlVault } from './sql-vault.ts';

export interface VaultOptions extends StorePlace, KeyPlace {
  /** Unix milliseconds. */
  readonly clock: () => number;
}

/**
 * Opens the vault of a data directory, or of a database that others use too. Throws the errors of {@link openStore},
 * `KeyFileError` for a key ring that must not be used. Keys that are missing or wrong are no error: the vault opens
 * sealed, and says why.
 */
export async function openVault({ clock, ...place }: VaultOptions): Promise<SqlVault> {
  const source = keySourceOf(place);
  const store = await openStore(place);
  try {
    const keyRing = await store.inTurn(['key ring'], (trx) => unseal(trx, source, store.shared, clock));
    const keys = new KeyHolder({ keyRing, reread: rereading(store, source) });
    return new SqlVault({ store, keys, clock, close: () => store.close() });
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
  source: KeySource,
  isShared: boolean,
  clock: () => number
): Promise<KeyRing> {
  const found = await source.read();
  const remembered = await knownKeys(trx);
  const known = isShared && !hasOneOf(found, remembered) ? remembered.map(asInUse) : remembered;
  if (found.found === 'none' && !known.some(({ inUse }) => inUse)) {
    return unsealWith(trx, await makeRing(source, clock), known);
  }
  return unsealWith(trx, found, known);
}

async function makeRing(source: KeySource, clock: () => number): Promise<FoundRing> {
  if (source.kind === 'foreign') {
    throw new KeyFileError(`the key ring of ${source.what}`, {
      rule: 'there is none, and none is made there',
      wayOut: 'Make one with: npm run -s keys -- new --out FILE, and put it there',
    });
  }
  const keys = { active: newRingKey(clock()), decryptOnly: [], retired: [] };
  await source.create(keys);
  return { found: 'ring', keys, isProtected: source.canProtect };
}

async function unsealWith(trx: Transaction<Schema>, found: FoundRing, known: readonly KnownKey[]): Promise<KeyRing> {
  const keyRing = openKeyRing(found, known);
  if (keyRing.state === 'open') {
    await rememberKey(trx, keyRing.active);
  }
  return keyRing;
}

/** Whether the ring and the store have met. */
function hasOneOf(found: FoundRing, known: readonly KnownKey[]): boolean {
  if (found.found !== 'ring') {
    return false;
  }
  const { active, decryptOnly, retired } = found.keys;
  const ids = [active, ...decryptOnly, ...retired].map(({ id }) => id);
  return known.some(({ id }) => ids.includes(id));
}

/**
 * Another backend may encrypt under its key at any moment: a ring that has never met the store, though others have, is
 * not the ring of this store.
 */
function asInUse(known: KnownKey): KnownKey {
  return { ...known, inUse: true };
}

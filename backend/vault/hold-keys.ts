import { KeyHolder, type OpenKeyRing } from './key-holder.ts';
import { type KeyRing, openKeyRing } from './key-ring.ts';
import type { KeySource } from './key-source.ts';
import { knownKeys, rememberKey } from './known-keys.ts';
import type { SqlStore } from './sql-store.ts';

/** The keys for a store that is open already. Makes none: a key ring that is missing leaves the store sealed. */
export async function holdKeys(store: SqlStore, source: KeySource): Promise<KeyHolder> {
  const keyRing = openKeyRing(await source.read(), await knownKeys(store.db));
  return new KeyHolder({ keyRing, reread: rereading(store, source) });
}

/**
 * Reads the key ring that somebody has changed, here or for another backend. It has to be one that grew out of the one
 * before: it has its active key, and every key that the one before has and stored values need.
 */
export function rereading({ db }: SqlStore, source: KeySource): (held: OpenKeyRing) => Promise<KeyRing> {
  return async (held) => {
    const found = await source.read();
    const needed = (await knownKeys(db)).map((known) => ({ ...known, inUse: known.inUse && held.ids.has(known.id) }));
    const keyRing = openKeyRing(found, needed);
    if (keyRing.state === 'open' && found.found === 'ring') {
      const { active, decryptOnly, retired } = found.keys;
      if (![active, ...decryptOnly, ...retired].some(({ id }) => id === held.active.id)) {
        return { state: 'sealed', reason: 'key-missing' };
      }
      await rememberKey(db, active);
    }
    return keyRing;
  };
}

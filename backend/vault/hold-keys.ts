import { KeyHolder } from './key-holder.ts';
import { readKeyRingFile } from './key-ring-file.ts';
import { openKeyRing } from './key-ring.ts';
import { knownKeys } from './known-keys.ts';
import type { SqlStore } from './sql-store.ts';

/** The keys for a store that is open already. Makes none: a missing file leaves the store sealed. */
export async function holdKeys({ db }: SqlStore, keyFile: string): Promise<KeyHolder> {
  return new KeyHolder(openKeyRing(await readKeyRingFile(keyFile), await knownKeys(db)));
}

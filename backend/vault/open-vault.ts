import { createKeyRingFile, readKeyRingFile } from './key-ring-file.ts';
import { type KeyRing, type KnownKey, newRingKey, openKeyRing } from './key-ring.ts';
import { knownKeys, rememberKey } from './known-keys.ts';
import { openStore } from './open-store.ts';
import { SqlVault } from './sql-vault.ts';

export interface VaultOptions {
  /** Made with mode 0700 if it does not exist, and taken for this process alone. */
  readonly dataDir: string;
  /** Made with mode 0600 if it does not exist and no stored secret needs it. */
  readonly keyFile: string;
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly databaseUrl?: undefined;
}

/**
 * Opens the vault of a data directory. Throws `DataDirectoryInUseError` if another process has it, `KeyFileError` for
 * a key ring that must not be used, `SchemaError` for a database of a newer Strongroom. Keys that are missing or wrong
 * are no error: the vault opens sealed, and says why.
 */
export async function openVault({ dataDir, keyFile, clock }: VaultOptions): Promise<SqlVault> {
  const store = await openStore(dataDir);
  try {
    const keyRing = await unseal(keyFile, await knownKeys(store.db), clock);
    if (keyRing.state === 'open') {
      await rememberKey(store.db, keyRing.active);
    }
    return new SqlVault({ store, keyRing, clock, close: () => store.close() });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * The key ring of the file. A first start makes one; but never while stored secrets need the one that is missing,
 * for then the loss would only show when somebody needs them.
 */
async function unseal(keyFile: string, known: readonly KnownKey[], clock: () => number): Promise<KeyRing> {
  const found = await readKeyRingFile(keyFile);
  if (found !== undefined || known.some(({ inUse }) => inUse)) {
    return openKeyRing(found, known);
  }
  const made = { active: newRingKey(clock()), decryptOnly: [], retired: [] };
  await createKeyRingFile(keyFile, made);
  return openKeyRing(made, known);
}

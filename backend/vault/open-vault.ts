import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from './directory-sync.ts';
import { createKeyRingFile, readKeyRingFile } from './key-ring-file.ts';
import { type KeyRing, type KnownKey, newRingKey, openKeyRing } from './key-ring.ts';
import { knownKeys, rememberKey } from './known-keys.ts';
import { lockDataDirectory } from './lock.ts';
import { SqlVault } from './sql-vault.ts';
import { openSqlite } from './sqlite.ts';

const DATABASE_FILE = 'strongroom.db';

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
  const resources = new AsyncDisposableStack();
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const lock = await lockDataDirectory(dataDir);
    resources.defer(() => lock.release());
    const store = await openSqlite(join(dataDir, DATABASE_FILE));
    resources.defer(() => store.close());
    await syncDirectory(dataDir);

    const keyRing = await unseal(keyFile, await knownKeys(store.db), clock);
    if (keyRing.state === 'open') {
      await rememberKey(store.db, keyRing.active);
    }
    return new SqlVault({ store, keyRing, clock, close: () => resources.disposeAsync() });
  } catch (error) {
    await resources.disposeAsync();
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

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from './directory-sync.ts';
import { lockDataDirectory } from './lock.ts';
import { openSqlite, type SqlStore } from './sqlite.ts';

const DATABASE_FILE = 'strongroom.db';

/**
 * Takes a data directory for this process, and opens the database in it; closing gives both back. No key is needed for
 * what is not encrypted. The directory is made with mode 0700 if it does not exist. Throws `DataDirectoryInUseError` if
 * another process has it, `SchemaError` for a database of a newer Strongroom.
 */
export async function openStore(dataDir: string): Promise<SqlStore> {
  const resources = new AsyncDisposableStack();
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const lock = await lockDataDirectory(dataDir);
    resources.defer(async () => lock.release());
    const store = await openSqlite(join(dataDir, DATABASE_FILE));
    resources.defer(() => store.close());
    await syncDirectory(dataDir);
    return { db: store.db, purge: store.purge, close: () => resources.disposeAsync() };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

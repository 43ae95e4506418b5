import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chainIdOf } from '../audit/chain-id.ts';
import type { DatabaseUrl } from './database-url.ts';
import { syncDirectory } from './directory-sync.ts';
import { lockDataDirectory } from './lock.ts';
import { openPostgres } from './postgres.ts';
import type { SqlStore } from './sql-store.ts';
import { openSqlite } from './sqlite.ts';

export const DATABASE_FILE = 'strongroom.db';

export interface StorePlace {
  /** Made with mode 0700 if it does not exist, and taken for this process alone. */
  readonly dataDir: string;
  /** The database that is used instead of one in the directory; other backends, with directories of their own, may too. */
  readonly databaseUrl?: DatabaseUrl | undefined;
}

/**
 * Takes a data directory for this process, and opens the database in it, or the one of the URL; closing gives both
 * back. No key is needed for what is not encrypted. Throws `DataDirectoryInUseError` if another process has the
 * directory, `SchemaError` for a database of a newer Strongroom, `DatabaseStartError` for one that cannot be used.
 */
export async function openStore({ dataDir, databaseUrl }: StorePlace): Promise<SqlStore> {
  const resources = new AsyncDisposableStack();
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const lock = await lockDataDirectory(dataDir);
    resources.defer(async () => lock.release());
    const store = await (databaseUrl === undefined
      ? openSqlite(join(dataDir, DATABASE_FILE))
      : openPostgres(databaseUrl));
    resources.defer(() => store.close());
    const chainId = await chainIdOf(dataDir);
    await syncDirectory(dataDir);
    return { ...store, chainId, close: () => resources.disposeAsync() };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

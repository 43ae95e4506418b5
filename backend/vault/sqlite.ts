import { Kysely, sql } from 'kysely';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrations.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import { createOwnerOnlyFile } from './owner-only-file.ts';
import type { Schema } from './schema.ts';

/** How long a statement waits for another program, such as a backup, that reads the database. */
const BUSY_TIMEOUT_MS = 1000;

/** A database that secrets are kept in. */
export interface SqlStore {
  readonly db: Kysely<Schema>;
  /**
   * Takes what has been destroyed out of the write-ahead log too, where it lives on until a checkpoint. Does not
   * throw: the destruction is already durable, and the next purge, or the next start, makes up for one that failed.
   */
  purge(): Promise<void>;
  close(): Promise<void>;
}

/** Opens or creates a database that this process alone uses: see {@link lockDataDirectory}. */
export async function openSqlite(path: string): Promise<SqlStore> {
  // SQLite gives its other files the mode of this one.
  await createOwnerOnlyFile(path);
  const database = new DatabaseSync(path, {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    defensive: true,
  });
  try {
    configure(database);
    const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) });
    await migrate(db);
    const purge = async () => void (await checkpoint(db).catch(() => undefined));
    // A process that was killed may have left destroyed keys in the log.
    await purge();
    return {
      db,
      purge,
      close: async () => {
        await purge();
        await db.destroy();
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** SQLite's documentation of each pragma is at https://www.sqlite.org/pragma.html. */
function configure(database: DatabaseSync): void {
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;       -- a commit has reached the disk before it returns
    pragma fullfsync = on;           -- on macOS, where fsync alone does not reach the disk
    pragma checkpoint_fullfsync = on;
    pragma secure_delete = on;       -- zeros over what is deleted
    pragma temp_store = memory;
    pragma trusted_schema = off;
  `);
}

async function checkpoint(db: Kysely<Schema>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

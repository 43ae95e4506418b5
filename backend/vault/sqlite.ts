import { Kysely, sql } from 'kysely';
import { DatabaseSync } from 'node:sqlite';
import { exists, writeWhole } from './backup.ts';
import { readCommittedBy } from './committed-read.ts';
import { migrate, pendingChange } from './migrations.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import { createOwnerOnlyFile } from './owner-only-file.ts';
import type { Schema } from './schema.ts';
import type { SqlDatabase } from './sql-store.ts';
import { openSqliteReader } from './sqlite-reader.ts';

/** How long a statement waits for another program, such as a backup, that reads the database. */
const BUSY_TIMEOUT_MS = 1000;

/** Opens or creates a database that this process alone uses: see {@link lockDataDirectory}. */
export async function openSqlite(path: string): Promise<SqlDatabase> {
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
    await keepCopyBeforeChange(db, path);
    await migrate(db, { kind: 'sqlite' });
    const purge = async () => void (await checkpoint(db).catch(() => undefined));
    // A process that was killed may have left destroyed keys in the log.
    await purge();
    const reader = openSqliteReader(path, BUSY_TIMEOUT_MS);
    readCommittedBy(db, reader.read);
    return {
      db,
      shared: false,
      // There is one connection, and so one transaction at a time.
      inTurn: (_subject, task) => db.transaction().execute(task),
      isReachable: async () => true,
      purge,
      compact: async () => {
        await sql`vacuum`.execute(db);
        await purge();
      },
      copyTo: async (file) => void (await sql`vacuum into ${file}`.execute(db)),
      close: async () => {
        reader.close();
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

/**
 * The schema never goes back: who has to return to the Strongroom of before finds the database of before beside the one
 * that was changed. It has the secrets of that time, deleted ones too: it is to be removed when it is not needed.
 */
async function keepCopyBeforeChange(db: Kysely<Schema>, path: string): Promise<void> {
  const change = await pendingChange(db, { kind: 'sqlite' });
  const copy = `${path}.before-${change}`;
  if (change !== undefined && !(await exists(copy))) {
    await writeWhole(copy, async (draft) => void (await sql`vacuum into ${draft}`.execute(db)));
  }
}

async function checkpoint(db: Kysely<Schema>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

import { Kysely, PostgresDialect, type Transaction, sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type PoolConfig } from 'pg';
import { advisoryLockOf } from './advisory-lock.ts';
import { DatabaseStartError, databaseStartError } from './database-start-error.ts';
import type { DatabaseUrl } from './database-url.ts';
import { migrate } from './migrations.ts';
import { openPool } from './postgres-pool.ts';
import type { Schema } from './schema.ts';
import type { SqlDatabase } from './sql-store.ts';
import { systemErrorCode } from './system-error.ts';

/** What one backend takes of a server that, as it comes, lets in 100 (PostgreSQL's `max_connections`). */
const MAX_CONNECTIONS = 10;
/** For a connection to be made, or to become free. In milliseconds. */
const CONNECT_TIMEOUT_MS = 5_000;
/** A connection that nobody uses is closed. In milliseconds. */
const IDLE_TIMEOUT_MS = 30_000;
/** A connection is then made anew, so that after a failover all end up at the new server. In seconds. */
const MAX_LIFETIME_SECONDS = 1_800;
/** For one statement; shorter than the 34 seconds of a request. In milliseconds. */
const QUERY_TIMEOUT_MS = 20_000;
/** For the turn of a change; shorter than a statement may take. In milliseconds. */
const TURN_TIMEOUT_MS = 10_000;
/** A backend that stops in the middle of a change, and is still connected, loses its turn. In milliseconds. */
const IDLE_IN_TURN_TIMEOUT_MS = 15_000;
/** For `isReachable`, which supervisors ask every few seconds. In milliseconds. */
const PROBE_TIMEOUT_MS = 2_000;

/** For connections to be closed in good order: a server that does not answer keeps nobody from stopping. In milliseconds. */
const CLOSE_TIMEOUT_MS = 3_000;

/** The session's name in `pg_stat_activity`, unless the URL has another. */
const APPLICATION_NAME = 'strongroom';

/** The only encoding in which every text has a place (PostgreSQL's documentation, 24.3). */
const ENCODING = 'UTF8';

/**
 * Opens a PostgreSQL database that other backends may be using too. A connection that is lost later is made anew when
 * it is needed; until it can be, everything throws `unavailable`.
 *
 * @throws DatabaseStartError for a server that cannot be reached, does not let us in or has no such database;
 *   SchemaError for a database of a newer Strongroom.
 */
export async function openPostgres(url: DatabaseUrl): Promise<SqlDatabase> {
  const config = configOf(url);
  try {
    await prepare(config);
  } catch (error) {
    throw databaseStartError(error);
  }
  const db = connect({ ...config, max: MAX_CONNECTIONS, query_timeout: QUERY_TIMEOUT_MS });
  return {
    db,
    shared: true,
    inTurn: (subject, task) =>
      db
        .transaction()
        // What each statement reads is what has been committed by then: once it has its turn, all earlier changes.
        .setIsolationLevel('read committed')
        .execute(async (trx) => {
          await takeTurn(trx, subject);
          return task(trx);
        }),
    isReachable: () => answers(db),
    purge: async () => undefined,
    compact: async () => undefined,
    copyTo: undefined,
    close: () => Promise.race([db.destroy(), pause(CLOSE_TIMEOUT_MS, undefined, { ref: false })]),
  };
}

function configOf(url: DatabaseUrl): PoolConfig {
  const config: PoolConfig = {
    application_name: APPLICATION_NAME,
    connectionString: url.connectionString,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    maxLifetimeSeconds: MAX_LIFETIME_SECONDS,
    keepAlive: true,
  };
  try {
    // Reads the URL, and the files that it names, as each connection will.
    new Client(config);
  } catch (error) {
    const code = systemErrorCode(error);
    throw new DatabaseStartError(
      code === undefined ? 'its options contradict each other' : `a file that it names cannot be read (${code})`
    );
  }
  return config;
}

function connect(config: PoolConfig): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPool(config) }) });
}

/** On a connection of its own, where statements may take as long as they need, and wait for another backend's. */
async function prepare(config: PoolConfig): Promise<void> {
  const db = connect({ ...config, max: 1 });
  try {
    const { rows } = await sql<{ encoding: string; schema: string | null }>`
      select current_setting('server_encoding') as encoding, current_schema() as schema
    `.execute(db);
    for (const { encoding, schema } of rows) {
      if (encoding !== ENCODING) {
        throw new DatabaseStartError(`the database must have the encoding ${ENCODING}; make one that has`);
      }
      if (schema === null) {
        throw new DatabaseStartError("there is no schema for tables; create the first one of the user's search_path");
      }
      await migrate(db, { kind: 'postgres', schema });
    }
  } finally {
    await db.destroy();
  }
}

/** Waits until no other transaction has the turn of this subject, and keeps it to the end of this one. */
async function takeTurn(trx: Transaction<Schema>, subject: readonly string[]): Promise<void> {
  await sql`
    select
      set_config('lock_timeout', ${String(TURN_TIMEOUT_MS)}, true),
      set_config('idle_in_transaction_session_timeout', ${String(IDLE_IN_TURN_TIMEOUT_MS)}, true),
      pg_advisory_xact_lock(${advisoryLockOf(subject)}::bigint)
  `.execute(trx);
}

async function answers(db: Kysely<Schema>): Promise<boolean> {
  const answer = sql`select 1`.execute(db).then(
    () => true,
    () => false
  );
  return Promise.race([answer, pause(PROBE_TIMEOUT_MS, false, { ref: false })]);
}

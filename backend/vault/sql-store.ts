import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** A database that secrets are kept in. */
export interface SqlDatabase {
  readonly db: Kysely<Schema>;
  /** Whether other backends may be using the database now. */
  readonly shared: boolean;
  /**
   * Runs a task in a transaction that sees everything which earlier tasks about the same `subject` have committed:
   * they follow each other, whichever backend runs them. Tasks about other subjects are not held up for long.
   */
  inTurn<T>(subject: readonly string[], task: (trx: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** Whether the database answers. */
  isReachable(): Promise<boolean>;
  /**
   * Takes what has been destroyed out of the write-ahead log too, where it lives on until a checkpoint. Does not
   * throw: the destruction is already durable, and the next purge, or the next start, makes up for one that failed.
   * PostgreSQL offers nothing like it.
   */
  purge(): Promise<void>;
  /**
   * Rewrites the database without what has been deleted from it. SQLite joins pages that have become empty, and leaves
   * copies of what it moved; PostgreSQL does the like by itself, in its own time.
   */
  compact(): Promise<void>;
  /**
   * Writes all of the database, as it is at one moment, to an empty file; others go on meanwhile. Undefined for a
   * database that has tools of its own for that.
   */
  readonly copyTo: ((file: string) => Promise<void>) | undefined;
  close(): Promise<void>;
}

/** The database of a data directory. */
export interface SqlStore extends SqlDatabase {
  /** Of the audit log in the directory, which will have the changes that are made through this store. */
  readonly chainId: string;
}

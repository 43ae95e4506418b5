import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Answers a query without waiting for anybody's turn, by what has been committed so far. */
export type CommittedRead = <Row>(statement: string, parameters: readonly unknown[]) => readonly Row[];

const reads = new WeakMap<Kysely<Schema>, CommittedRead>();

/** Says how a database, but none of its transactions, can be read. */
export function readCommittedBy(db: Kysely<Schema>, read: CommittedRead): void {
  reads.set(db, read);
}

/** Undefined for a transaction, which reads what it has written itself, and for a database that has no such way. */
export function committedReadOf(db: Kysely<Schema>): CommittedRead | undefined {
  return reads.get(db);
}

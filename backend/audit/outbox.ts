import type { Kysely, Transaction } from 'kysely';
import { compiledOnce } from '../vault/compiled-once.ts';
import type { Schema } from '../vault/schema.ts';
import type { AuditEntry } from './audit-entry.ts';
import { currentOrigin } from './origin.ts';

/** A change that is done, or is being done in a transaction. */
export type Change = Pick<AuditEntry, 'operation' | 'actor' | 'tokenId' | 'namespace' | 'name' | 'version' | 'reason'>;

/** An entry on its way from the transaction it was made in to the log. */
export interface OutboxEntry {
  readonly id: number;
  readonly entry: AuditEntry;
}

/** Enough for one write to the log to be long. */
const BATCH_MAX = 500;

/** Parameters: a chain and an entry. */
const insertEntry = compiledOnce((db) => db.insertInto('audit_outbox').values({ chain_id: '', entry: '' }));

/**
 * Notes a change in the transaction that makes it: either both are there afterwards, or neither.
 *
 * @param chainId of the log that will have it.
 * @param nowMs milliseconds since 1970.
 */
export async function noteChange(
  trx: Transaction<Schema>,
  chainId: string,
  nowMs: number,
  change: Change
): Promise<void> {
  await stage(trx, chainId, { time: new Date(nowMs).toISOString(), outcome: 'allowed', ...change, ...currentOrigin() });
}

/** Keeps an entry for a log that cannot be written now. */
export async function stage(db: Kysely<Schema>, chainId: string, entry: AuditEntry): Promise<void> {
  await insertEntry(db, [chainId, JSON.stringify(entry)]);
}

/** The oldest entries of a log that it does not have yet. */
export async function nextStaged(db: Kysely<Schema>, chainId: string): Promise<readonly OutboxEntry[]> {
  const rows = await db
    .selectFrom('audit_outbox')
    .select(['id', 'entry'])
    .where('chain_id', '=', chainId)
    .orderBy('id')
    .limit(BATCH_MAX)
    .execute();
  return rows.map(({ id, entry }) => ({ id, entry: JSON.parse(entry) as AuditEntry }));
}

/**
 * Forgets entries that the log has, and remembers how far it reaches. By their numbers, one by one: a transaction with a
 * lower number may end later.
 */
export async function settle(
  db: Kysely<Schema>,
  chainId: string,
  { ids, reached }: { readonly ids: readonly number[]; readonly reached: number }
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('audit_outbox').where('chain_id', '=', chainId).where('id', 'in', ids).execute();
    await trx.updateTable('audit_chain').set({ reached }).where('id', '=', chainId).execute();
  });
}

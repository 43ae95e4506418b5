import type { Kysely } from 'kysely';
import { takeLease } from './lease.ts';
import type { Schema } from './schema.ts';
import type { SqlStore } from './sql-store.ts';

/**
 * How long a replaced or deleted version is remembered, in seconds: 7 days. Its value is gone from the start; what is
 * left is its number, so that the numbering goes on when the name is used again, and who changed it.
 */
export const GRACE_SECONDS = 7 * 86_400;

/** Rows that one transaction deletes: it holds up others for some milliseconds. */
const BATCH_MAX = 500;
/** Longer than a sweep of a batch takes, and short enough to be taken over. */
const LEASE_SECONDS = 120;

/**
 * Forgets versions whose time is over. Of backends that share a database one does it.
 *
 * @param holder of the lease: the chain of this backend's audit log, which no other has.
 * @param now unix seconds.
 * @returns how many there were; undefined where another backend is at it.
 */
export async function sweep(store: SqlStore, now: number): Promise<number | undefined> {
  const { db, chainId: holder } = store;
  let swept = 0;
  for (;;) {
    if (!(await takeLease(db, { name: 'sweep', holder, now, durationSeconds: LEASE_SECONDS }))) {
      return undefined;
    }
    const count = await sweepSome(db, now - GRACE_SECONDS);
    swept += count;
    if (count < BATCH_MAX) {
      break;
    }
  }
  if (swept > 0) {
    await store.compact();
  }
  return swept;
}

/** A version has been inactive since the next one was made, or, being the last, since it was deleted. */
async function sweepSome(db: Kysely<Schema>, before: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('secure_value')
      .select('id')
      .where('active', '=', 0)
      .where('retired_at', '<=', before)
      .orderBy('id')
      .limit(BATCH_MAX)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) {
      await trx.deleteFrom('data_key').where('secure_value_id', 'in', ids).execute();
      await trx.deleteFrom('secure_value_payload').where('secure_value_id', 'in', ids).execute();
      await trx.deleteFrom('secure_value').where('id', 'in', ids).execute();
    }
    return ids.length;
  });
}

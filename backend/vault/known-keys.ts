import { type Kysely, sql, type Transaction } from 'kysely';
import type { KnownKey, RingKey } from './key-ring.ts';
import type { Schema } from './schema.ts';

/** The keys that the store has been used with. */
export async function knownKeys(db: Kysely<Schema>): Promise<readonly KnownKey[]> {
  const [rows, uses] = [
    await db.selectFrom('key_encryption_key').select(['id', 'key_check as check']).execute(),
    await usesOfKeys(db),
  ];
  return rows.map(({ id, check }) => ({ id, check, inUse: uses.has(id) }));
}

/** How many data keys in use each key has encrypted; a key that has none is left out. */
export async function usesOfKeys(db: Kysely<Schema>): Promise<ReadonlyMap<string, number>> {
  const ofValues = await db
    .selectFrom('data_key')
    .select(({ fn }) => ['kek_id', fn.countAll().as('uses')])
    .where('destroyed', '=', sql.lit(0 as const))
    .groupBy('kek_id')
    .execute();
  const ofChains = await db
    .selectFrom('audit_chain')
    .select(({ fn }) => ['kek_id', fn.countAll().as('uses')])
    .groupBy('kek_id')
    .execute();
  const sums = new Map<string, number>();
  for (const { kek_id: id, uses } of [...ofValues, ...ofChains]) {
    sums.set(id, (sums.get(id) ?? 0) + Number(uses));
  }
  return sums;
}

/** Remembers a key before the first value is encrypted under it. */
export async function rememberKey(db: Kysely<Schema>, { id, check }: RingKey): Promise<void> {
  await db
    .insertInto('key_encryption_key')
    .values({ id, key_check: check })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Marks a key that nothing may be encrypted under any more. */
export async function rememberRetired(db: Kysely<Schema>, id: string, nowSeconds: number): Promise<void> {
  await db.updateTable('key_encryption_key').set({ retired_at: nowSeconds }).where('id', '=', id).execute();
}

/**
 * Whether a key may encrypt, to the end of the transaction: who retires it waits until then, and knows of this use. For a
 * database that is shared; another has nobody who could retire a key meanwhile.
 */
export async function holdToEncrypt(trx: Transaction<Schema>, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('key_encryption_key')
    .select('retired_at')
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst();
  return row?.retired_at === null;
}

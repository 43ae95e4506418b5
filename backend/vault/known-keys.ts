import type { Kysely } from 'kysely';
import type { KnownKey, RingKey } from './key-ring.ts';
import type { Schema } from './schema.ts';

/** The keys that the store has been used with. */
export async function knownKeys(db: Kysely<Schema>): Promise<readonly KnownKey[]> {
  const rows = await db
    .selectFrom('key_encryption_key as kek')
    .select(['id', 'key_check as check'])
    .select(({ exists, selectFrom, lit }) =>
      exists(
        selectFrom('data_key')
          .select(lit(1).as('one'))
          .whereRef('data_key.kek_id', '=', 'kek.id')
          .where('data_key.destroyed', '=', lit(0))
      ).as('inUse')
    )
    .execute();
  return rows.map(({ id, check, inUse }) => ({ id, check, inUse: Boolean(inUse) }));
}

/** Remembers a key before the first value is encrypted under it. */
export async function rememberKey(db: Kysely<Schema>, { id, check }: RingKey): Promise<void> {
  await db
    .insertInto('key_encryption_key')
    .values({ id, key_check: check })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

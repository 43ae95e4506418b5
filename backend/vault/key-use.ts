import type { Transaction } from 'kysely';
import { type OpenKeyRing, StaleKeyRing } from './key-holder.ts';
import { holdToEncrypt } from './known-keys.ts';
import type { Schema } from './schema.ts';
import type { SqlDatabase } from './sql-store.ts';

/** @throws StaleKeyRing for a key that another backend has retired. Until the transaction ends, nobody else does. */
export async function requireMayEncrypt(
  trx: Transaction<Schema>,
  { shared }: Pick<SqlDatabase, 'shared'>,
  id: string
): Promise<void> {
  if (shared && !(await holdToEncrypt(trx, id))) {
    throw new StaleKeyRing(({ active }) => active.id !== id);
  }
}

/** @throws StaleKeyRing for a key that another backend has made and used since the ring was read. */
export function requireKey({ ids }: Pick<OpenKeyRing, 'ids'>, id: string): void {
  if (!ids.has(id)) {
    throw new StaleKeyRing((keyRing) => keyRing.ids.has(id));
  }
}

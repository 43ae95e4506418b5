import { type Kysely, type Transaction, sql } from 'kysely';
import { SYSTEM_KEEPER } from '../../src/domain/api-group.ts';
import { type KeeperErrorCode, KeeperError, type StoredKeeper } from './keeper.ts';
import { fromRow, toRow } from './keeper-row.ts';
import type { Schema } from './schema.ts';

/** A literal: a bound parameter would keep SQLite from using the indexes of active rows. */
const ACTIVE = sql.lit(1 as const);
/** So is this one, for the index of what is kept elsewhere. */
const SYSTEM = sql.lit(SYSTEM_KEEPER);

export async function findKeeper(
  db: Kysely<Schema>,
  namespace: string,
  name: string
): Promise<StoredKeeper | undefined> {
  const row = await db
    .selectFrom('keeper')
    .selectAll()
    .where('namespace', '=', namespace)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && fromRow(row);
}

export async function findActiveKeeper(db: Kysely<Schema>, namespace: string): Promise<StoredKeeper | undefined> {
  const row = await db
    .selectFrom('keeper')
    .selectAll()
    .where('namespace', '=', namespace)
    .where('active', '=', ACTIVE)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Latest change first; of two in one second, the one that was made later. */
export async function listKeepers(db: Kysely<Schema>, namespace: string): Promise<readonly StoredKeeper[]> {
  const rows = await db
    .selectFrom('keeper')
    .selectAll()
    .where('namespace', '=', namespace)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(fromRow);
}

/** Throws `already-exists` if the name is taken; the unique index decides, not a look beforehand. */
export async function insertKeeper(trx: Transaction<Schema>, keeper: StoredKeeper): Promise<void> {
  const row = await trx
    .insertInto('keeper')
    .values(toRow(keeper))
    .onConflict((conflict) => conflict.columns(['namespace', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) {
    throw new KeeperError('already-exists');
  }
}

/** Writes all of a keeper over the one of its name. */
export async function replaceKeeper(trx: Transaction<Schema>, keeper: StoredKeeper): Promise<void> {
  await trx
    .updateTable('keeper')
    .set(toRow(keeper))
    .where('namespace', '=', keeper.namespace)
    .where('name', '=', keeper.name)
    .execute();
}

export async function deactivateKeepers(trx: Transaction<Schema>, namespace: string): Promise<void> {
  await trx
    .updateTable('keeper')
    .set({ active: 0 })
    .where('namespace', '=', namespace)
    .where('active', '=', ACTIVE)
    .execute();
}

export async function deleteKeeper(trx: Transaction<Schema>, { namespace, name }: StoredKeeper): Promise<void> {
  await trx.deleteFrom('keeper').where('namespace', '=', namespace).where('name', '=', name).execute();
}

/**
 * Keeps a keeper where it is until the transaction ends: nobody can delete it meanwhile. Says whether it is there. By
 * an update that changes nothing, for SQLite has no `select … for update`.
 */
export async function holdKeeper(trx: Transaction<Schema>, namespace: string, name: string): Promise<boolean> {
  const row = await trx
    .updateTable('keeper')
    .set({ name })
    .where('namespace', '=', namespace)
    .where('name', '=', name)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Why a keeper cannot go, if so: it is to keep new values, or has some. */
export async function obstacleTo(
  db: Kysely<Schema>,
  { namespace, name, active }: StoredKeeper
): Promise<Extract<KeeperErrorCode, 'active' | 'in-use'> | undefined> {
  if (active) {
    return 'active';
  }
  const kept = await db
    .selectFrom('secure_value')
    .select('id')
    .where('namespace', '=', namespace)
    .where('keeper', '=', name)
    .where('keeper', '<>', SYSTEM)
    .where('active', '=', ACTIVE)
    .limit(1)
    .executeTakeFirst();
  return kept === undefined ? undefined : 'in-use';
}

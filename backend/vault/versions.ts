import { type Kysely, type Selectable, type Transaction, sql } from 'kysely';
import { type Envelope, KEY_BYTES } from './envelope.ts';
import type { Schema, SecureValueTable } from './schema.ts';
import { fromRow, toRow } from './secure-value-row.ts';
import { type StoredSecureValue, VaultError } from './vault.ts';

/** A stored version, and the id of its rows. */
export interface Version {
  readonly id: number;
  readonly stored: StoredSecureValue;
}

/** A literal: a bound parameter would keep SQLite from using the indexes of active rows. */
const ACTIVE = sql.lit(1 as const);

const DESTROYED_KEY = new Uint8Array(KEY_BYTES);

/** The active version of a secret, if it has one. */
export async function findActive(db: Kysely<Schema>, namespace: string, name: string): Promise<Version | undefined> {
  const row = await db
    .selectFrom('secure_value')
    .selectAll()
    .where('namespace', '=', namespace)
    .where('name', '=', name)
    .where('active', '=', ACTIVE)
    .executeTakeFirst();
  return row === undefined ? undefined : toVersion(row);
}

/** The active versions of a namespace, latest change first; of two in one second, the one written later. */
export async function listActive(db: Kysely<Schema>, namespace: string): Promise<readonly StoredSecureValue[]> {
  const rows = await db
    .selectFrom('secure_value')
    .selectAll()
    .where('namespace', '=', namespace)
    .where('active', '=', ACTIVE)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(fromRow);
}

/** One more than the latest version that the name has ever had, as far as the store remembers. */
export async function nextNumber(db: Kysely<Schema>, namespace: string, name: string): Promise<number> {
  const { latest } = await db
    .selectFrom('secure_value')
    .select(({ fn }) => fn.max('version').as('latest'))
    .where('namespace', '=', namespace)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return (latest ?? 0) + 1;
}

/**
 * Adds an active version and gives its id. Throws `already-exists` if the name has an active version; the unique
 * index decides, not a look beforehand.
 */
export async function insertActive(trx: Transaction<Schema>, stored: StoredSecureValue): Promise<number> {
  const row = await trx
    .insertInto('secure_value')
    .values(toRow(stored))
    .onConflict((conflict) => conflict.columns(['namespace', 'name']).where('active', '=', ACTIVE).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) {
    throw new VaultError('already-exists');
  }
  return row.id;
}

/** Adds the encrypted value of a version. */
export async function insertEnvelope(trx: Transaction<Schema>, id: number, envelope: Envelope): Promise<void> {
  await trx
    .insertInto('data_key')
    .values({
      secure_value_id: id,
      kek_id: envelope.kekId,
      wrap_iv: envelope.wrapIv,
      wrapped_dek: envelope.wrappedDek,
      wrap_tag: envelope.wrapTag,
      destroyed: 0,
    })
    .execute();
  await trx
    .insertInto('secure_value_payload')
    .values({ secure_value_id: id, fmt: envelope.fmt, iv: envelope.iv, ct: envelope.ct, tag: envelope.tag })
    .execute();
}

/** The encrypted value of a version. Throws `corrupt` if it has none. */
export async function readEnvelope(db: Kysely<Schema>, id: number): Promise<Envelope> {
  const row = await db
    .selectFrom('secure_value_payload as payload')
    .innerJoin('data_key', 'data_key.secure_value_id', 'payload.secure_value_id')
    .select(['fmt', 'kek_id as kekId', 'wrap_iv as wrapIv', 'wrapped_dek as wrappedDek', 'wrap_tag as wrapTag'])
    .select(['iv', 'ct', 'tag'])
    .where('payload.secure_value_id', '=', id)
    .executeTakeFirst();
  if (row === undefined) {
    throw new VaultError('corrupt');
  }
  return row;
}

/** Makes a version inactive and its value unreadable for good: its data key goes first, then what it encrypted. */
export async function retire(trx: Transaction<Schema>, id: number): Promise<void> {
  await trx
    .updateTable('data_key')
    .set({ wrapped_dek: DESTROYED_KEY, destroyed: 1 })
    .where('secure_value_id', '=', id)
    .execute();
  await trx.deleteFrom('secure_value_payload').where('secure_value_id', '=', id).execute();
  await trx.updateTable('secure_value').set({ active: 0 }).where('id', '=', id).execute();
}

function toVersion(row: Selectable<SecureValueTable>): Version {
  return { id: row.id, stored: fromRow(row) };
}

import { SYSTEM_KEEPER } from '../../src/domain/api-group.ts';
import { type Kysely, type Selectable, type Transaction, sql } from 'kysely';
import { compiledOnce } from './compiled-once.ts';
import { type Envelope, KEY_BYTES } from './envelope.ts';
import type { DataKeyTable, Schema, SecureValuePayloadTable, SecureValueTable } from './schema.ts';
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
const NO_BYTES = new Uint8Array();
const ANY_VERSION: StoredSecureValue = {
  namespace: '',
  name: '',
  uid: '',
  version: 1,
  description: '',
  ref: null,
  decrypters: [],
  labels: {},
  annotations: {},
  ownerReferences: [],
  keeper: '',
  externalId: '',
  createdAt: 0,
  createdBy: '',
  updatedAt: 0,
  updatedBy: '',
};

/** Parameters: a namespace and a name. */
const activeOf = compiledOnce((db) => selectActive(db, '', ''));

/** The same, with its encrypted value. */
const activeWithEnvelope = compiledOnce((db) =>
  selectActive(db, '', '')
    .leftJoin('secure_value_payload as payload', 'payload.secure_value_id', 'secure_value.id')
    .leftJoin('data_key', 'data_key.secure_value_id', 'secure_value.id')
    .select(['kek_id', 'wrap_iv', 'wrapped_dek', 'wrap_tag', 'fmt', 'iv', 'ct', 'tag'])
);

/** Parameters: a namespace and a name. */
const latestOf = compiledOnce((db) =>
  db
    .selectFrom('secure_value')
    .select(({ fn }) => fn.max('version').as('latest'))
    .where('namespace', '=', '')
    .where('name', '=', '')
);

/** Parameters: a row's columns, in the order in which {@link toRow} has them. */
const insertVersion = compiledOnce((db) =>
  db
    .insertInto('secure_value')
    .values(toRow(ANY_VERSION))
    .onConflict((conflict) => conflict.columns(['namespace', 'name']).where('active', '=', ACTIVE).doNothing())
    .returning('id')
);

/** Parameters: an id, and of the data key its key-encryption key, initialisation vector, bytes and tag. */
const insertDataKey = compiledOnce((db) =>
  db.insertInto('data_key').values({
    secure_value_id: 0,
    kek_id: '',
    wrap_iv: NO_BYTES,
    wrapped_dek: NO_BYTES,
    wrap_tag: NO_BYTES,
    destroyed: sql.lit(0 as const),
  })
);

/** Parameters: an id, a format, an initialisation vector, the encrypted value, a tag. */
const insertPayload = compiledOnce((db) =>
  db
    .insertInto('secure_value_payload')
    .values({ secure_value_id: 0, fmt: '', iv: NO_BYTES, ct: NO_BYTES, tag: NO_BYTES })
);

/** The active version of a secret, if it has one. */
export async function findActive(db: Kysely<Schema>, namespace: string, name: string): Promise<Version | undefined> {
  const [row] = await activeOf(db, [namespace, name]);
  return row && toVersion(row);
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
  const [row] = await latestOf(db, [namespace, name]);
  return (row?.latest ?? 0) + 1;
}

/**
 * Adds an active version and gives its id. Throws `already-exists` if the name has an active version; the unique
 * index decides, not a look beforehand.
 */
export async function insertActive(trx: Transaction<Schema>, stored: StoredSecureValue): Promise<number> {
  const [row] = await insertVersion(trx, Object.values(toRow(stored)));
  if (row === undefined) {
    throw new VaultError('already-exists');
  }
  return row.id;
}

/** How many versions there are: those that are read, and those that keep the numbering going. */
export async function countVersions(
  db: Kysely<Schema>
): Promise<{ readonly active: number; readonly inactive: number }> {
  const rows = await db
    .selectFrom('secure_value')
    .select(({ fn }) => ['active', fn.countAll().as('count')])
    .groupBy('active')
    .execute();
  const countOf = (wanted: 0 | 1): number => Number(rows.find(({ active }) => active === wanted)?.count ?? 0);
  return { active: countOf(1), inactive: countOf(0) };
}

/** Adds the encrypted value of a version. */
export async function insertEnvelope(trx: Transaction<Schema>, id: number, envelope: Envelope): Promise<void> {
  const { kekId, wrapIv, wrappedDek, wrapTag, fmt, iv, ct, tag } = envelope;
  await insertDataKey(trx, [id, kekId, wrapIv, wrappedDek, wrapTag]);
  await insertPayload(trx, [id, fmt, iv, ct, tag]);
}

/** A version, and its encrypted value: asking throws `corrupt` where there is none. */
export interface SealedVersion extends Version {
  readonly envelope: () => Envelope;
}

/**
 * The active version of a secret with its encrypted value, if there is one; read at once, so that no other backend can
 * replace it in between.
 */
export async function readActive(
  db: Kysely<Schema>,
  namespace: string,
  name: string
): Promise<SealedVersion | undefined> {
  const [row] = await activeWithEnvelope(db, [namespace, name]);
  return row && { id: row.id, stored: fromRow(row), envelope: () => toEnvelope(row) };
}

/** Active versions that are kept here, from the one behind an id on. One that has lost its value has no envelope. */
export async function activeAfter(
  db: Kysely<Schema>,
  after: number,
  limit: number
): Promise<ReadonlyArray<Version & { readonly envelope: Envelope | undefined }>> {
  const rows = await db
    .selectFrom('secure_value')
    .selectAll('secure_value')
    .where('active', '=', ACTIVE)
    .where('keeper', '=', SYSTEM_KEEPER)
    .where('secure_value.id', '>', after)
    .orderBy('secure_value.id')
    .limit(limit)
    .leftJoin('secure_value_payload as payload', 'payload.secure_value_id', 'secure_value.id')
    .leftJoin('data_key', 'data_key.secure_value_id', 'secure_value.id')
    .select(['kek_id', 'wrap_iv', 'wrapped_dek', 'wrap_tag', 'fmt', 'iv', 'ct', 'tag'])
    .execute();
  return rows.map((row) => ({ ...toVersion(row), envelope: row.tag === null ? undefined : toEnvelope(row) }));
}

/** Makes a version inactive and its value unreadable for good: its data key goes first, then what it encrypted. */
export async function retire(trx: Transaction<Schema>, id: number, now: number): Promise<void> {
  await trx
    .updateTable('data_key')
    .set({ wrapped_dek: DESTROYED_KEY, destroyed: 1 })
    .where('secure_value_id', '=', id)
    .execute();
  await trx.deleteFrom('secure_value_payload').where('secure_value_id', '=', id).execute();
  await trx.updateTable('secure_value').set({ active: 0, retired_at: now }).where('id', '=', id).execute();
}

function selectActive(db: Kysely<Schema>, namespace: string, name: string) {
  return db
    .selectFrom('secure_value')
    .selectAll('secure_value')
    .where('namespace', '=', namespace)
    .where('name', '=', name)
    .where('active', '=', ACTIVE);
}

type EnvelopeRow = Omit<
  Selectable<DataKeyTable> & Selectable<SecureValuePayloadTable>,
  'secure_value_id' | 'destroyed'
>;

function toEnvelope(row: { readonly [Column in keyof EnvelopeRow]: EnvelopeRow[Column] | null }): Envelope {
  const { fmt, kek_id: kekId, wrap_iv: wrapIv, wrapped_dek: wrappedDek, wrap_tag: wrapTag, iv, ct, tag } = row;
  const hasKey = kekId !== null && wrapIv !== null && wrappedDek !== null && wrapTag !== null;
  if (!hasKey || fmt === null || iv === null || ct === null || tag === null) {
    throw new VaultError('corrupt');
  }
  return { fmt, kekId, wrapIv, wrappedDek, wrapTag, iv, ct, tag };
}

function toVersion(row: Selectable<SecureValueTable>): Version {
  return { id: row.id, stored: fromRow(row) };
}

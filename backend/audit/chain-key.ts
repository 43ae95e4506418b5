import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import {
  KEY_BYTES,
  open,
  rewrap,
  seal,
  type EnvelopeContext,
  type KeyEncryptionKey,
  type WrappedDataKey,
} from '../vault/envelope.ts';
import { requireKey, requireMayEncrypt } from '../vault/key-use.ts';
import type { AuditChainTable, Schema } from '../vault/schema.ts';
import { SecretValue } from '../vault/secret-value.ts';
import type { SqlStore } from '../vault/sql-store.ts';

/** The keys of an open key ring. */
export interface ChainKeyRing {
  readonly ids: ReadonlySet<string>;
  readonly active: KeyEncryptionKey;
  readonly keyById: (id: string) => KeyEncryptionKey | undefined;
}

/** Where the record of a chain is kept. */
export type ChainStore = Pick<SqlStore, 'db' | 'shared' | 'chainId'>;

export interface ChainRecord {
  readonly key: KeyObject;
  /** The sequence of a line that the log has, or a later one. */
  readonly reached: number;
}

/**
 * The key of a chain's hashes, made where the chain is new. It is kept as a value is: encrypted, so that whoever can
 * write the log and the database, and has no key ring, cannot make up a chain.
 *
 * Throws `corrupt` for a key that the ring does not open.
 *
 * @throws StaleKeyRing where another backend has encrypted the chain's key under one that the ring does not have yet, or
 *   has retired the one that a new chain's key would be encrypted under.
 */
export async function chainRecord(store: ChainStore, ring: ChainKeyRing): Promise<ChainRecord> {
  const { db, chainId } = store;
  const found = await readChain(db, chainId, ring);
  if (found !== undefined) {
    return found;
  }
  const bytes = randomBytes(KEY_BYTES);
  const { kekId, wrapIv, wrappedDek, wrapTag, fmt, iv, ct, tag } = SecretValue.fromBuffer(bytes).use((lent) =>
    seal(lent, contextOf(chainId), ring.active)
  );
  const row = { id: chainId, kek_id: kekId, wrap_iv: wrapIv, wrapped_dek: wrappedDek, wrap_tag: wrapTag };
  await db.transaction().execute(async (trx) => {
    await requireMayEncrypt(trx, store, kekId);
    await trx
      .insertInto('audit_chain')
      .values({ ...row, fmt, iv, ct, tag, reached: 0 })
      .execute();
  });
  const made = await readChain(db, chainId, ring);
  if (made === undefined) {
    throw new Error('an audit chain that was just written cannot be read');
  }
  return made;
}

/** Encrypts the keys of all chains under the active key-encryption key. Gives how many there were under others. */
export async function rewrapChains(
  db: Kysely<Schema>,
  { active, keyById }: Omit<ChainKeyRing, 'ids'>
): Promise<number> {
  const rows = await db.selectFrom('audit_chain').selectAll().where('kek_id', '<>', active.id).execute();
  for (const row of rows) {
    const { kekId, wrapIv, wrappedDek, wrapTag } = rewrap(wrappedKeyOf(row), contextOf(row.id), keyById, active);
    await db
      .updateTable('audit_chain')
      .set({ kek_id: kekId, wrap_iv: wrapIv, wrapped_dek: wrappedDek, wrap_tag: wrapTag })
      .where('id', '=', row.id)
      .execute();
  }
  return rows.length;
}

async function readChain(db: Kysely<Schema>, chainId: string, ring: ChainKeyRing): Promise<ChainRecord | undefined> {
  const row = await db.selectFrom('audit_chain').selectAll().where('id', '=', chainId).executeTakeFirst();
  if (row === undefined) {
    return undefined;
  }
  requireKey(ring, row.kek_id);
  const { fmt, iv, ct, tag, reached } = row;
  const value = open({ ...wrappedKeyOf(row), fmt, iv, ct, tag }, contextOf(chainId), ring.keyById);
  return { key: value.use((bytes) => createSecretKey(bytes)), reached };
}

function wrappedKeyOf(row: Selectable<AuditChainTable>): WrappedDataKey {
  return { kekId: row.kek_id, wrapIv: row.wrap_iv, wrappedDek: row.wrapped_dek, wrapTag: row.wrap_tag };
}

/** No secret has such a namespace: an envelope of one never opens as the key of a chain. */
function contextOf(chainId: string): EnvelopeContext {
  return { namespace: '', name: 'audit chain', uid: chainId, version: 1 };
}

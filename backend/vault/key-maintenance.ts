import type { Kysely, Transaction } from 'kysely';
import type { AuditOperation } from '../audit/audit-entry.ts';
import { rewrapChains } from '../audit/chain-key.ts';
import { noteChange } from '../audit/outbox.ts';
import { type EnvelopeContext, rewrap, type WrappedDataKey } from './envelope.ts';
import type { KeyHolder } from './key-holder.ts';
import { requireKey, requireMayEncrypt } from './key-use.ts';
import { type FoundRing, newRingKey, openKeys, type RingKeys, withActive, withRetired } from './key-ring.ts';
import type { KeySource, OwnKeySource } from './key-source.ts';
import { knownKeys, rememberKey, rememberRetired, usesOfKeys } from './known-keys.ts';
import type { Schema } from './schema.ts';
import type { SqlStore } from './sql-store.ts';
import { VaultError } from './vault.ts';
import { verifyValues, type ValuesChecked } from './verify-values.ts';

/** A key of the ring, and how much needs it. */
export interface KeyStatus {
  readonly id: string;
  readonly state: 'active' | 'decrypt-only' | 'retired';
  readonly createdAt: string;
  /** Data keys that it has encrypted and that are in use. */
  readonly uses: number;
}

export interface RewrapProgress {
  readonly rewrapped: number;
  /** Data keys that another than the active key still encrypts. */
  readonly left: number;
}

export interface KeyMaintenanceParts {
  readonly store: SqlStore;
  readonly source: KeySource;
  readonly holder: KeyHolder;
  /** Unix milliseconds. */
  readonly clock: () => number;
}

/** What keeps a change of the ring from being made; the message is for who asked for it. */
export class KeyMaintenanceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyMaintenanceError';
  }
}

/** Data keys that one transaction encrypts anew: it holds up others for some milliseconds. */
const BATCH_MAX = 200;

/**
 * Changes the keys of a store. Each step is whole in itself: wherever the process ends, the ring in the file opens all
 * that is stored, and the next call takes up the work.
 */
export class KeyMaintenance {
  readonly #parts: KeyMaintenanceParts;

  constructor(parts: KeyMaintenanceParts) {
    this.#parts = parts;
  }

  async status(): Promise<readonly KeyStatus[]> {
    const { active, decryptOnly, retired } = (await this.#ringOfSource()).keys;
    const uses = await usesOfKeys(this.#parts.store.db);
    const statusIn =
      (state: KeyStatus['state']) =>
      ({ id, createdAt }: RingKeys['active']) => ({
        id,
        state,
        createdAt,
        uses: uses.get(id) ?? 0,
      });
    return [
      statusIn('active')(active),
      ...decryptOnly.map(statusIn('decrypt-only')),
      ...retired.map(statusIn('retired')),
    ];
  }

  /** Makes a new active key. What is stored stays under the key that it is under. */
  async rotate(actor: string): Promise<string> {
    const source = this.#requireOwn();
    const { store, clock } = this.#parts;
    return store.inTurn(['key ring'], async (trx) => {
      const next = newRingKey(clock());
      const before = await this.#ringOfSource();
      const keys = withActive(before.keys, next);
      // First in the file: a key that has encrypted something must never be in memory alone.
      await source.replace(keys, before.isProtected);
      await rememberKey(trx, next);
      await this.#note(trx, 'key.rotate', actor, next.id);
      await this.#use(trx, keys);
      return next.id;
    });
  }

  /** Encrypts some of the data keys that another key has encrypted under the active one. */
  async rewrapSome(actor: string): Promise<RewrapProgress> {
    const { holder, store } = this.#parts;
    // Under the active key of now, which another backend may have made.
    await holder.refresh();
    const progress = await holder.withNewestKeys(() => this.#rewrapBatch(actor));
    await store.purge();
    return progress;
  }

  #rewrapBatch(actor: string): Promise<RewrapProgress> {
    const { holder, store } = this.#parts;
    return store.inTurn(['key ring'], async (trx) => {
      const ring = holder.requireOpen();
      const { active, keyById } = ring;
      await requireMayEncrypt(trx, store, active.id);
      const rows = await outdatedDataKeys(trx, active.id, BATCH_MAX);
      let rewrapped = 0;
      for (const { id, wrapped, context } of rows) {
        requireKey(ring, wrapped.kekId);
        const next = rewrap(wrapped, context, keyById, active);
        // A value that was replaced or deleted meanwhile has a destroyed key, which must not come back.
        rewrapped += await replaceDataKey(trx, id, wrapped, next);
      }
      rewrapped += await rewrapChains(trx, ring);
      const left = await countOutdated(trx, active.id);
      if (rewrapped > 0 && left === 0) {
        await this.#note(trx, 'key.rewrap', actor, active.id);
      }
      return { rewrapped, left };
    });
  }

  /** Opens stored values, and forgets each at once; see {@link verifyValues}. */
  async verifySome(after: number): Promise<ValuesChecked> {
    const { holder, store } = this.#parts;
    await holder.refresh();
    return verifyValues(store.db, holder.requireOpen().keyById, after);
  }

  /** Data keys that another than the active key encrypts. */
  async countOutdated(): Promise<number> {
    return countOutdated(this.#parts.store.db, this.#parts.holder.requireOpen().active.id);
  }

  /** @throws KeyMaintenanceError where {@link retire} would now. */
  async checkRetire(id: string): Promise<void> {
    this.#requireOwn();
    this.#requireDecryptOnly((await this.#ringOfSource()).keys, id);
    requireUnused(await usesOfKeys(this.#parts.store.db), id);
  }

  /** Ends a key that nothing needs. @throws KeyMaintenanceError for one that is active, unknown, or needed. */
  async retire(id: string, actor: string): Promise<void> {
    const source = this.#requireOwn();
    const { store, clock } = this.#parts;
    await store.inTurn(['key ring'], async (trx) => {
      this.#requireDecryptOnly((await this.#ringOfSource()).keys, id);
      await this.#holdKey(trx, id);
      requireUnused(await usesOfKeys(trx), id);
      await rememberRetired(trx, id, Math.floor(clock() / 1000));
      await this.#note(trx, 'key.retire', actor, id);
    });
    // Last in the file: until nobody can encrypt under it any more, somebody may have to decrypt with it.
    await store.inTurn(['key ring'], async (trx) => {
      const before = await this.#ringOfSource();
      const keys = this.#requireDecryptOnly(before.keys, id);
      await source.replace(keys, before.isProtected);
      await this.#use(trx, keys);
    });
  }

  /** Writes the key ring anew, as it is, with the protection of the passphrase or without it. */
  async protect(isProtected: boolean, actor: string): Promise<void> {
    const source = this.#requireOwn();
    if (isProtected && !source.canProtect) {
      throw new KeyMaintenanceError(
        'there is no passphrase; set SECRETS_KEY_PASSPHRASE_FILE, restart a backend that runs, and try again'
      );
    }
    await this.#parts.store.inTurn(['key ring'], async (trx) => {
      const { keys } = await this.#ringOfSource();
      await source.replace(keys, isProtected);
      await this.#note(trx, isProtected ? 'key.protect' : 'key.unprotect', actor, keys.active.id);
    });
  }

  /** @throws KeyMaintenanceError for a key ring that is not ours to change. */
  checkRotate(): void {
    this.#requireOwn();
  }

  #requireOwn(): OwnKeySource {
    const { source, holder } = this.#parts;
    if (source.kind === 'foreign') {
      throw new KeyMaintenanceError(
        `the key ring of ${source.what} is only read here. For another active key: keys new --after FILE --out FILE, put ` +
          'that there, restart the backends, then keys rewrap. For one key less: take it out there once keys status shows no use'
      );
    }
    holder.requireOpen();
    return source;
  }

  /** The ring with the key retired. */
  #requireDecryptOnly(keys: RingKeys, id: string): RingKeys {
    const left = withRetired(keys, id);
    if (left === undefined) {
      throw new KeyMaintenanceError(
        id === keys.active.id
          ? 'the active key cannot be retired; make another one active first: keys rotate'
          : 'the key ring has no such key that only decrypts; keys status shows those there are'
      );
    }
    return left;
  }

  async #ringOfSource(): Promise<Extract<FoundRing, { readonly found: 'ring' }>> {
    const found = await this.#parts.source.read();
    if (found.found !== 'ring') {
      throw new VaultError('sealed');
    }
    return found;
  }

  /** Waits for backends that are encrypting under a key, and makes others wait that would. */
  async #holdKey(trx: Transaction<Schema>, id: string): Promise<void> {
    const key = trx.selectFrom('key_encryption_key').select('id').where('id', '=', id);
    await (this.#parts.store.shared ? key.forUpdate() : key).execute();
  }

  async #use(trx: Transaction<Schema>, keys: RingKeys): Promise<void> {
    this.#parts.holder.replace(openKeys(keys, await knownKeys(trx)));
  }

  async #note(
    trx: Transaction<Schema>,
    operation: Extract<AuditOperation, `key.${string}`>,
    actor: string,
    keyId: string
  ): Promise<void> {
    const { store, clock } = this.#parts;
    await noteChange(trx, store.chainId, clock(), { operation, actor, name: keyId });
  }
}

function requireUnused(uses: ReadonlyMap<string, number>, id: string): void {
  if (uses.has(id)) {
    throw new KeyMaintenanceError('stored values need this key; encrypt their data keys anew first: keys rewrap');
  }
}

interface OutdatedDataKey {
  readonly id: number;
  readonly wrapped: WrappedDataKey;
  readonly context: EnvelopeContext;
}

async function outdatedDataKeys(
  db: Kysely<Schema>,
  activeId: string,
  limit: number
): Promise<readonly OutdatedDataKey[]> {
  const rows = await db
    .selectFrom('data_key')
    .innerJoin('secure_value', 'secure_value.id', 'data_key.secure_value_id')
    .select(['data_key.secure_value_id as id', 'kek_id as kekId', 'wrap_iv as wrapIv', 'wrapped_dek as wrappedDek'])
    .select(['wrap_tag as wrapTag', 'namespace', 'name', 'uid', 'version'])
    .where('destroyed', '=', 0)
    .where('kek_id', '<>', activeId)
    .orderBy('data_key.secure_value_id')
    .limit(limit)
    .execute();
  return rows.map(({ id, kekId, wrapIv, wrappedDek, wrapTag, ...context }) => ({
    id,
    wrapped: { kekId, wrapIv, wrappedDek, wrapTag },
    context,
  }));
}

async function replaceDataKey(
  trx: Transaction<Schema>,
  id: number,
  { kekId }: WrappedDataKey,
  next: WrappedDataKey
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('data_key')
    .set({ kek_id: next.kekId, wrap_iv: next.wrapIv, wrapped_dek: next.wrappedDek, wrap_tag: next.wrapTag })
    .where('secure_value_id', '=', id)
    .where('kek_id', '=', kekId)
    .where('destroyed', '=', 0)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function countOutdated(db: Kysely<Schema>, activeId: string): Promise<number> {
  const uses = await usesOfKeys(db);
  return [...uses].reduce((sum, [id, count]) => (id === activeId ? sum : sum + count), 0);
}

import type { Transaction } from 'kysely';
import { randomUUID } from 'node:crypto';
import { SYSTEM_KEEPER } from '../../src/domain/api-group.ts';
import type { AuditOperation } from '../audit/audit-entry.ts';
import { noteChange } from '../audit/outbox.ts';
import { type KeeperDraft, KeeperError, type StoredKeeper } from './keeper.ts';
import {
  deactivateKeepers,
  deleteKeeper,
  findActiveKeeper,
  findKeeper,
  holdKeeper,
  insertKeeper,
  listKeepers,
  replaceKeeper,
  obstacleTo,
} from './keeper-rows.ts';
import type { Schema } from './schema.ts';
import type { SqlStore } from './sql-store.ts';

/**
 * The keepers of every namespace, and which one is active. `system`, the server itself, is none of them: it is active
 * where no other is. Throws {@link KeeperError} for what a caller can act on.
 */
export class KeeperRegister {
  readonly #store: SqlStore;
  readonly #clock: () => number;

  /** @param clock Unix milliseconds. */
  constructor(store: SqlStore, clock: () => number) {
    this.#store = store;
    this.#clock = clock;
  }

  async create(draft: KeeperDraft, actor: string): Promise<StoredKeeper> {
    const now = this.#now();
    const made = { createdAt: now, createdBy: actor, updatedAt: now, updatedBy: actor };
    const keeper = { ...draft, uid: randomUUID(), active: false, ...made };
    return this.#store.inTurn(turnOf(draft.namespace), async (trx) => {
      await insertKeeper(trx, keeper);
      await this.#note(trx, 'keeper.create', keeper, actor);
      return keeper;
    });
  }

  /** Makes of a keeper what `revise` says, while nobody else can change it. What `revise` throws this throws. */
  async change(
    namespace: string,
    name: string,
    revise: (current: StoredKeeper) => KeeperDraft,
    actor: string
  ): Promise<StoredKeeper> {
    return this.#store.inTurn(turnOf(namespace), async (trx) => {
      const current = required(await findKeeper(trx, namespace, name));
      const draft = revise(current);
      // The clock of the backend that wrote last may be ahead of this one's.
      const updatedAt = Math.max(this.#now(), current.updatedAt);
      const next = { ...current, ...draft, namespace, name, updatedAt, updatedBy: actor };
      await replaceKeeper(trx, next);
      await this.#note(trx, 'keeper.update', next, actor);
      return next;
    });
  }

  async get(namespace: string, name: string): Promise<StoredKeeper | undefined> {
    return findKeeper(this.#store.db, namespace, name);
  }

  /** Latest change first. */
  async list(namespace: string): Promise<readonly StoredKeeper[]> {
    return listKeepers(this.#store.db, namespace);
  }

  /** The keeper that new values go to; undefined where the server keeps them itself. */
  async active(namespace: string): Promise<StoredKeeper | undefined> {
    return findActiveKeeper(this.#store.db, namespace);
  }

  /** Makes a keeper the only active one. Values that are there stay where they are. */
  async activate(namespace: string, name: string, actor: string): Promise<StoredKeeper> {
    return this.#store.inTurn(turnOf(namespace), async (trx) => {
      const keeper = { ...required(await findKeeper(trx, namespace, name)), active: true };
      await deactivateKeepers(trx, namespace);
      await replaceKeeper(trx, keeper);
      await this.#note(trx, 'keeper.activate', keeper, actor);
      return keeper;
    });
  }

  /** Makes the server itself keep new values. */
  async activateSystem(namespace: string, actor: string): Promise<void> {
    await this.#store.inTurn(turnOf(namespace), async (trx) => {
      await deactivateKeepers(trx, namespace);
      await this.#note(trx, 'keeper.activate', { namespace, name: SYSTEM_KEEPER }, actor);
    });
  }

  /** Throws `active` or `in-use` for a keeper that is to keep new values, or has some. */
  async delete(namespace: string, name: string, actor: string): Promise<void> {
    await this.#store.inTurn(turnOf(namespace), async (trx) => {
      // From here on no value can come to it.
      await holdKeeper(trx, namespace, name);
      const keeper = required(await findKeeper(trx, namespace, name));
      refuse(await obstacleTo(trx, keeper));
      await deleteKeeper(trx, keeper);
      await this.#note(trx, 'keeper.delete', keeper, actor);
    });
  }

  /** Throws what {@link delete} would throw now. */
  async checkDelete(namespace: string, name: string): Promise<void> {
    refuse(await obstacleTo(this.#store.db, required(await this.get(namespace, name))));
  }

  /** For the audit log, in the transaction that makes the change. */
  async #note(
    trx: Transaction<Schema>,
    operation: Extract<AuditOperation, `keeper.${string}`>,
    { namespace, name }: Pick<StoredKeeper, 'namespace' | 'name'>,
    actor: string
  ): Promise<void> {
    await noteChange(trx, this.#store.chainId, this.#clock(), { operation, actor, namespace, name });
  }

  #now(): number {
    return Math.floor(this.#clock() / 1000);
  }
}

/** Changes of a namespace's keepers follow each other, so that at most one of them is active. */
function turnOf(namespace: string): readonly string[] {
  return ['keepers', namespace];
}

function required(keeper: StoredKeeper | undefined): StoredKeeper {
  if (keeper === undefined) {
    throw new KeeperError('not-found');
  }
  return keeper;
}

function refuse(code: KeeperError['code'] | undefined): void {
  if (code !== undefined) {
    throw new KeeperError(code);
  }
}

import type { Kysely, Transaction } from 'kysely';
import { randomUUID } from 'node:crypto';
import { SYSTEM_KEEPER } from '../../src/domain/api-group.ts';
import { noteChange } from '../audit/outbox.ts';
import { type Envelope, open, seal } from './envelope.ts';
import { KeeperRegister } from './keeper-register.ts';
import { holdKeeper } from './keeper-rows.ts';
import { KeeperVault } from './keeper-vault.ts';
import type { KeyHolder, OpenKeyRing } from './key-holder.ts';
import type { SealReason } from './key-ring.ts';
import { requireKey, requireMayEncrypt } from './key-use.ts';
import { RemoteEntries } from './remote-entries.ts';
import type { RemoteStore } from './remote-store.ts';
import type { Schema } from './schema.ts';
import { SecretValue } from './secret-value.ts';
import type { SqlStore } from './sql-store.ts';
import {
  type Content,
  type KeptElsewhere,
  type Look,
  type Revision,
  type SecureValueDraft,
  type StoredSecureValue,
  type Vault,
  VaultError,
} from './vault.ts';
import {
  findActive,
  insertActive,
  insertEnvelope,
  listActive,
  nextNumber,
  readActive,
  retire,
  type SealedVersion,
} from './versions.ts';

const KEPT_HERE: KeptElsewhere = { keeper: SYSTEM_KEEPER, externalId: '' };

type SecretName = Pick<StoredSecureValue, 'namespace' | 'name'>;

/** What a version does not take from its draft. */
type Provenance = Pick<StoredSecureValue, 'version' | 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy'>;

export interface SqlVaultParts {
  readonly store: SqlStore;
  readonly keys: KeyHolder;
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly close: () => Promise<void>;
}

/** The vault over a SQL database. It owns every value that it is given, and wipes it whatever comes of the call. */
export class SqlVault implements Vault {
  readonly #store: SqlStore;
  readonly #keys: KeyHolder;
  readonly #clock: () => number;
  readonly #close: () => Promise<void>;

  constructor({ store, keys, clock, close }: SqlVaultParts) {
    this.#store = store;
    this.#keys = keys;
    this.#clock = clock;
    this.#close = close;
  }

  /** The database, for what is kept beside secrets and needs no key. */
  get db(): Kysely<Schema> {
    return this.#store.db;
  }

  /** This vault, with what values keepers other than `system` keep. Without a client there are none to be had. */
  withKeepers(remoteStore?: RemoteStore): KeeperVault {
    const keepers = new KeeperRegister(this.#store, this.#clock);
    const entries = new RemoteEntries(this.#store.db, this.#clock);
    return new KeeperVault({ vault: this, keepers, entries, remoteStore });
  }

  /** What holds the keys now. */
  get keys(): KeyHolder {
    return this.#keys;
  }

  /** Where everything is. */
  get store(): SqlStore {
    return this.#store;
  }

  get sealed(): boolean {
    return this.#keys.keyRing.state === 'sealed';
  }

  /** Why the vault is sealed, if it is; {@link SEAL_REASONS} has the text. */
  get sealReason(): SealReason | undefined {
    const { keyRing } = this.#keys;
    return keyRing.state === 'sealed' ? keyRing.reason : undefined;
  }

  isReachable(): Promise<boolean> {
    return this.#store.isReachable();
  }

  async create(draft: SecureValueDraft, content: Content, actor: string): Promise<StoredSecureValue> {
    try {
      return await this.#changeInTurn(draft, async (trx, keys) => {
        const now = this.#now();
        const version = await nextNumber(trx, draft.namespace, draft.name);
        const provenance = { version, createdAt: now, createdBy: actor, updatedAt: now, updatedBy: actor };
        const next = toStored(draft, content, provenance);
        await insert(trx, next, sealUnder(keys, content, next));
        await this.#note(trx, 'secure-value.create', next, actor);
        return next;
      });
    } finally {
      if (content instanceof SecretValue) {
        content.wipe();
      }
    }
  }

  async update(draft: SecureValueDraft, value: SecretValue | undefined, actor: string): Promise<StoredSecureValue> {
    try {
      return await this.change(draft.namespace, draft.name, () => ({ draft, value }), actor);
    } finally {
      value?.wipe();
    }
  }

  async change(
    namespace: string,
    name: string,
    revise: (current: StoredSecureValue) => Revision,
    actor: string
  ): Promise<StoredSecureValue> {
    const updated = await this.#changeInTurn({ namespace, name }, async (trx, keys) => {
      const current = await findActive(trx, namespace, name);
      if (current === undefined) {
        throw new VaultError('not-found');
      }
      const { draft, value } = revise(current.stored);
      const { createdAt, createdBy } = current.stored;
      const version = await nextNumber(trx, namespace, name);
      // The clock of the backend that wrote last may be ahead of this one's.
      const updatedAt = Math.max(this.#now(), current.stored.updatedAt);
      const content = value ?? (await carriedOver(trx, keys, current.stored));
      const next = toStored(draft, content, { version, createdAt, createdBy, updatedAt, updatedBy: actor });
      if (next.keeper !== current.stored.keeper) {
        throw new VaultError('changed');
      }
      const envelope = sealUnder(keys, content, next);
      await retire(trx, current.id, this.#now());
      await insert(trx, next, envelope);
      await this.#note(trx, 'secure-value.update', next, actor);
      return next;
    });
    await this.#store.purge();
    return updated;
  }

  async get(namespace: string, name: string): Promise<StoredSecureValue | undefined> {
    const current = await findActive(this.#store.db, namespace, name);
    return current?.stored;
  }

  async list(namespace: string): Promise<readonly StoredSecureValue[]> {
    return listActive(this.#store.db, namespace);
  }

  async delete(namespace: string, name: string, actor: string): Promise<void> {
    await this.#store.inTurn(turnOf({ namespace, name }), async (trx) => {
      const current = await findActive(trx, namespace, name);
      if (current === undefined) {
        throw new VaultError('not-found');
      }
      await retire(trx, current.id, this.#now());
      await this.#note(trx, 'secure-value.delete', current.stored, actor);
    });
    await this.#store.purge();
  }

  async reveal(namespace: string, name: string): Promise<SecretValue> {
    return this.#keys.withNewestKeys((keys) => openActive(this.#store.db, keys, { namespace, name }));
  }

  async look(namespace: string, name: string): Promise<Look | undefined> {
    const current = await readActive(this.#store.db, namespace, name);
    return current && { stored: current.stored, reveal: () => this.#revealLooked(current) };
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Another backend may have begun to use a key since this one read its own, or has retired one: then all is read anew. */
  async #revealLooked(current: SealedVersion): Promise<SecretValue> {
    const { stored } = current;
    const keys = this.#keys.requireOpen();
    const envelope = current.envelope();
    if (keys.ids.has(envelope.kekId)) {
      return open(envelope, stored, keys.keyById);
    }
    return this.#keys.withNewestKeys((newest) => openActive(this.#store.db, newest, stored));
  }

  /** A change that may encrypt, under the active key of the moment that it has its turn. */
  #changeInTurn<T>(
    secret: SecretName,
    change: (trx: Transaction<Schema>, keys: OpenKeyRing) => Promise<T>
  ): Promise<T> {
    return this.#keys.withNewestKeys(() =>
      this.#store.inTurn(turnOf(secret), async (trx) => {
        const keys = this.#keys.requireOpen();
        await requireMayEncrypt(trx, this.#store, keys.active.id);
        return change(trx, keys);
      })
    );
  }

  /** For the audit log, in the transaction that makes the change. */
  async #note(
    trx: Transaction<Schema>,
    operation: 'secure-value.create' | 'secure-value.update' | 'secure-value.delete',
    { namespace, name, version }: StoredSecureValue,
    actor: string
  ): Promise<void> {
    await noteChange(trx, this.#store.chainId, this.#clock(), { operation, actor, namespace, name, version });
  }

  #now(): number {
    return Math.floor(this.#clock() / 1000);
  }
}

/** Changes of one secret follow each other: what a change has read holds until it is done. */
function turnOf({ namespace, name }: SecretName): readonly string[] {
  return ['secure value', namespace, name];
}

/** A version of what the caller decided, under a uid that no other version has. */
function toStored(draft: SecureValueDraft, content: Content, provenance: Provenance): StoredSecureValue {
  const { keeper, externalId } = content instanceof SecretValue ? KEPT_HERE : content;
  return {
    namespace: draft.namespace,
    name: draft.name,
    uid: randomUUID(),
    description: draft.description,
    ref: draft.ref,
    decrypters: draft.decrypters,
    labels: draft.labels,
    annotations: draft.annotations,
    ownerReferences: draft.ownerReferences,
    keeper,
    externalId,
    ...provenance,
  };
}

/** The envelope of a value, if it is to be kept here. */
function sealUnder(keys: OpenKeyRing, content: Content, context: StoredSecureValue): Envelope | undefined {
  return content instanceof SecretValue ? content.use((bytes) => seal(bytes, context, keys.active)) : undefined;
}

/** Adds an active version. One without an envelope needs its keeper. */
async function insert(
  trx: Transaction<Schema>,
  version: StoredSecureValue,
  envelope: Envelope | undefined
): Promise<void> {
  if (envelope === undefined && !(await holdKeeper(trx, version.namespace, version.keeper))) {
    throw new VaultError('changed');
  }
  const id = await insertActive(trx, version);
  if (envelope !== undefined) {
    await insertEnvelope(trx, id, envelope);
  }
}

/** What a version without a value of its own has: the one before it. */
async function carriedOver(db: Kysely<Schema>, keys: OpenKeyRing, current: StoredSecureValue): Promise<Content> {
  return current.keeper === SYSTEM_KEEPER ? openActive(db, keys, current) : current;
}

/** @param secret its active version; with a `uid` that one, or none. */
async function openActive(
  db: Kysely<Schema>,
  keys: OpenKeyRing,
  secret: SecretName & { readonly uid?: string }
): Promise<SecretValue> {
  const current = await readActive(db, secret.namespace, secret.name);
  if (current === undefined || (secret.uid !== undefined && current.stored.uid !== secret.uid)) {
    throw new VaultError('not-found');
  }
  const envelope = current.envelope();
  requireKey(keys, envelope.kekId);
  return open(envelope, current.stored, keys.keyById);
}

import type { Kysely } from 'kysely';
import { randomUUID } from 'node:crypto';
import { type Envelope, open, seal } from './envelope.ts';
import type { KeyRing, SealReason } from './key-ring.ts';
import type { Schema } from './schema.ts';
import type { SecretValue } from './secret-value.ts';
import type { SqlStore } from './sqlite.ts';
import { type SecureValueDraft, type StoredSecureValue, type Vault, VaultError } from './vault.ts';
import {
  type Version,
  findActive,
  insertActive,
  insertEnvelope,
  listActive,
  nextNumber,
  readEnvelope,
  retire,
} from './versions.ts';

/** The keeper that stores values itself, as Grafana names it. */
const SYSTEM_KEEPER = 'system';

type OpenKeyRing = Extract<KeyRing, { readonly state: 'open' }>;

/** What a version does not take from its draft. */
type Provenance = Pick<StoredSecureValue, 'version' | 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy'>;

export interface SqlVaultParts {
  readonly store: SqlStore;
  readonly keyRing: KeyRing;
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly close: () => Promise<void>;
}

/** The vault over a SQL database. It owns every value that it is given, and wipes it whatever comes of the call. */
export class SqlVault implements Vault {
  readonly #store: SqlStore;
  readonly #keyRing: KeyRing;
  readonly #clock: () => number;
  readonly #close: () => Promise<void>;

  constructor({ store, keyRing, clock, close }: SqlVaultParts) {
    this.#store = store;
    this.#keyRing = keyRing;
    this.#clock = clock;
    this.#close = close;
  }

  /** The database, for what is kept beside secrets and needs no key. */
  get db(): Kysely<Schema> {
    return this.#store.db;
  }

  get sealed(): boolean {
    return this.#keyRing.state === 'sealed';
  }

  /** Why the vault is sealed, if it is; {@link SEAL_REASONS} has the text. */
  get sealReason(): SealReason | undefined {
    return this.#keyRing.state === 'sealed' ? this.#keyRing.reason : undefined;
  }

  async create(draft: SecureValueDraft, value: SecretValue, actor: string): Promise<StoredSecureValue> {
    try {
      const keys = this.#openKeys();
      return await this.#store.db.transaction().execute(async (trx) => {
        const now = this.#now();
        const version = await nextNumber(trx, draft.namespace, draft.name);
        const next = toStored(draft, { version, createdAt: now, createdBy: actor, updatedAt: now, updatedBy: actor });
        const id = await insertActive(trx, next);
        await insertEnvelope(trx, id, sealUnder(keys, value, next));
        return next;
      });
    } finally {
      value.wipe();
    }
  }

  async update(draft: SecureValueDraft, value: SecretValue | undefined, actor: string): Promise<StoredSecureValue> {
    try {
      const keys = this.#openKeys();
      const updated = await this.#store.db.transaction().execute(async (trx) => {
        const current = await findActive(trx, draft.namespace, draft.name);
        if (current === undefined) {
          throw new VaultError('not-found');
        }
        const { createdAt, createdBy } = current.stored;
        const version = await nextNumber(trx, draft.namespace, draft.name);
        const next = toStored(draft, { version, createdAt, createdBy, updatedAt: this.#now(), updatedBy: actor });
        const envelope = sealUnder(keys, value ?? (await openVersion(trx, keys, current)), next);
        await retire(trx, current.id);
        await insertEnvelope(trx, await insertActive(trx, next), envelope);
        return next;
      });
      await this.#store.purge();
      return updated;
    } finally {
      value?.wipe();
    }
  }

  async get(namespace: string, name: string): Promise<StoredSecureValue | undefined> {
    const current = await findActive(this.#store.db, namespace, name);
    return current?.stored;
  }

  async list(namespace: string): Promise<readonly StoredSecureValue[]> {
    return listActive(this.#store.db, namespace);
  }

  async delete(namespace: string, name: string): Promise<void> {
    await this.#store.db.transaction().execute(async (trx) => {
      const current = await findActive(trx, namespace, name);
      if (current === undefined) {
        throw new VaultError('not-found');
      }
      await retire(trx, current.id);
    });
    await this.#store.purge();
  }

  async reveal(namespace: string, name: string): Promise<SecretValue> {
    const keys = this.#openKeys();
    return this.#store.db.transaction().execute(async (trx) => {
      const current = await findActive(trx, namespace, name);
      if (current === undefined) {
        throw new VaultError('not-found');
      }
      return openVersion(trx, keys, current);
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  #openKeys(): OpenKeyRing {
    if (this.#keyRing.state === 'sealed') {
      throw new VaultError('sealed');
    }
    return this.#keyRing;
  }

  #now(): number {
    return Math.floor(this.#clock() / 1000);
  }
}

/** A version of what the caller decided, under a uid that no other version has. */
function toStored(draft: SecureValueDraft, provenance: Provenance): StoredSecureValue {
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
    keeper: SYSTEM_KEEPER,
    externalId: '',
    ...provenance,
  };
}

function sealUnder(keys: OpenKeyRing, value: SecretValue, context: StoredSecureValue): Envelope {
  return value.use((bytes) => seal(bytes, context, keys.active));
}

async function openVersion(db: Kysely<Schema>, keys: OpenKeyRing, { id, stored }: Version): Promise<SecretValue> {
  return open(await readEnvelope(db, id), stored, keys.keyById);
}

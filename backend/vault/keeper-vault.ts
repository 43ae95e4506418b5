import { SYSTEM_KEEPER } from '../../src/domain/api-group.ts';
import type { AwsKeeper } from '../../src/domain/keeper.ts';
import type { StoredKeeper } from './keeper.ts';
import type { KeeperRegister } from './keeper-register.ts';
import type { RemoteEntries } from './remote-entries.ts';
import { KeeperFailedError, type RemoteStore } from './remote-store.ts';
import { SecretValue } from './secret-value.ts';
import { systemErrorCode } from './system-error.ts';
import {
  type Content,
  type Look,
  type Revision,
  type SecureValueDraft,
  type StoredSecureValue,
  type Vault,
  VaultError,
} from './vault.ts';

export interface KeeperVaultParts {
  /** Keeps all metadata, and the values of `system`. */
  readonly vault: Vault;
  readonly keepers: KeeperRegister;
  readonly entries: RemoteEntries;
  /** Undefined in a build that has no client. */
  readonly remoteStore: RemoteStore | undefined;
}

/**
 * A vault whose values are where their keepers have them. New ones go to the active keeper of their namespace, those
 * that belong to another object to the server itself; each stays with its keeper for life.
 *
 * No database transaction waits for another company's service: a value is written there first and named here after, and
 * is removed there first when a secret is deleted. A call that throws {@link KeeperFailedError} has changed nothing.
 */
export class KeeperVault implements Vault {
  readonly keepers: KeeperRegister;
  readonly #vault: Vault;
  readonly #entries: RemoteEntries;
  readonly #remoteStore: RemoteStore | undefined;

  constructor({ vault, keepers, entries, remoteStore }: KeeperVaultParts) {
    this.#vault = vault;
    this.keepers = keepers;
    this.#entries = entries;
    this.#remoteStore = remoteStore;
  }

  /** Whether there is a client for what is not kept here. */
  get hasRemoteStore(): boolean {
    return this.#remoteStore !== undefined;
  }

  get sealed(): boolean {
    return this.#vault.sealed;
  }

  isReachable(): Promise<boolean> {
    return this.#vault.isReachable();
  }

  async create(draft: SecureValueDraft, content: Content, actor: string): Promise<StoredSecureValue> {
    const keeper = content instanceof SecretValue ? await this.keeperForNew(draft) : undefined;
    if (!(content instanceof SecretValue) || keeper === undefined) {
      return this.#vault.create(draft, content, actor);
    }
    try {
      await this.#requireFree(draft);
      const created = await this.#written(keeper, draft.name, content, async (externalId) =>
        this.#vault.create(draft, { keeper: keeper.name, externalId }, actor)
      );
      await this.#tidy(keeper);
      return created;
    } finally {
      content.wipe();
    }
  }

  async update(draft: SecureValueDraft, value: SecretValue | undefined, actor: string): Promise<StoredSecureValue> {
    try {
      return await this.change(draft.namespace, draft.name, () => ({ draft, value }), actor);
    } finally {
      value?.wipe();
    }
  }

  /** Throws `changed` where somebody else changes a value that is kept elsewhere at the same time. */
  async change(
    namespace: string,
    name: string,
    revise: (current: StoredSecureValue) => Revision,
    actor: string
  ): Promise<StoredSecureValue> {
    const current = await this.#vault.get(namespace, name);
    if (current === undefined || current.keeper === SYSTEM_KEEPER) {
      return this.#vault.change(namespace, name, revise, actor);
    }
    const { draft, value } = revise(current);
    if (!(value instanceof SecretValue)) {
      return this.#vault.change(namespace, name, revise, actor);
    }
    const keeper = await this.#keeperOf(current);
    const changed = await this.#written(keeper, name, value, async (externalId) => {
      const reviseTheSame = (now: StoredSecureValue): Revision => {
        requireSame(now, current);
        return { draft, value: { keeper: keeper.name, externalId } };
      };
      return this.#vault.change(namespace, name, reviseTheSame, actor);
    });
    await this.#tidy(keeper, current.externalId);
    return changed;
  }

  get(namespace: string, name: string): Promise<StoredSecureValue | undefined> {
    return this.#vault.get(namespace, name);
  }

  list(namespace: string): Promise<readonly StoredSecureValue[]> {
    return this.#vault.list(namespace);
  }

  async delete(namespace: string, name: string, actor: string): Promise<void> {
    const current = await this.#vault.get(namespace, name);
    if (current === undefined || current.externalId === '') {
      return this.#vault.delete(namespace, name, actor);
    }
    const keeper = await this.#keeperOf(current);
    await this.#remove(keeper, current.externalId);
    await this.#vault.delete(namespace, name, actor);
    await this.#tidy(keeper);
  }

  async reveal(namespace: string, name: string): Promise<SecretValue> {
    const current = await this.#vault.get(namespace, name);
    return current === undefined || current.keeper === SYSTEM_KEEPER
      ? this.#vault.reveal(namespace, name)
      : this.#readElsewhere(current);
  }

  async look(namespace: string, name: string): Promise<Look | undefined> {
    const look = await this.#vault.look(namespace, name);
    return look === undefined || look.stored.keeper === SYSTEM_KEEPER
      ? look
      : { stored: look.stored, reveal: () => this.#revealElsewhere(look.stored) };
  }

  close(): Promise<void> {
    return this.#vault.close();
  }

  /** The keeper that a new value goes to; undefined where the server keeps it itself. */
  async keeperForNew({
    namespace,
    ownerReferences,
  }: Pick<SecureValueDraft, 'namespace' | 'ownerReferences'>): Promise<StoredKeeper | undefined> {
    return ownerReferences.length > 0 ? undefined : this.keepers.active(namespace);
  }

  /** Before anything is written elsewhere; the database decides again afterwards. */
  async #requireFree({ namespace, name }: SecureValueDraft): Promise<void> {
    if ((await this.#vault.get(namespace, name)) !== undefined) {
      throw new VaultError('already-exists');
    }
  }

  /** @throws VaultError `not-found` where a version is no longer the active one. */
  async #requireActive({ namespace, name, uid }: StoredSecureValue): Promise<void> {
    const current = await this.#vault.get(namespace, name);
    if (current?.uid !== uid) {
      throw new VaultError('not-found');
    }
  }

  /** @throws VaultError `not-found` where the version is no longer the active one afterwards. */
  async #revealElsewhere(stored: StoredSecureValue): Promise<SecretValue> {
    // Versions come once and in order: what is still active afterwards was active all the while.
    const value = await this.#readElsewhere(stored).catch(async (error: unknown) => {
      // What a version that was replaced had elsewhere may be gone with it.
      await this.#requireActive(stored);
      throw error;
    });
    try {
      await this.#requireActive(stored);
      return value;
    } catch (error) {
      value.wipe();
      throw error;
    }
  }

  async #readElsewhere(stored: StoredSecureValue): Promise<SecretValue> {
    const keeper = await this.#keeperOf(stored);
    return this.#ask(keeper, (store, place) => store.read(place, stored.ref ?? stored.externalId));
  }

  async #keeperOf({ namespace, keeper: name }: StoredSecureValue): Promise<StoredKeeper> {
    const keeper = await this.keepers.get(namespace, name);
    if (keeper === undefined) {
      throw new KeeperFailedError('NO_KEEPER');
    }
    return keeper;
  }

  /** Writes a value to its keeper and lets it be named here. What is not named in the end is taken back. */
  async #written(
    keeper: StoredKeeper,
    secret: string,
    value: SecretValue,
    name: (externalId: string) => Promise<StoredSecureValue>
  ): Promise<StoredSecureValue> {
    if (this.sealed) {
      throw new VaultError('sealed');
    }
    const externalId = await this.#entries.announce(keeper, secret);
    try {
      await this.#ask(keeper, (store, place) => store.write(place, externalId, value));
      return await name(externalId);
    } catch (error) {
      if (isKnownFailure(error)) {
        await this.#tidy(keeper, externalId);
      }
      throw error;
    }
  }

  /**
   * Removes entries that no secret names any more, and what earlier requests have left over. What fails now is left over
   * by this one: it cannot be read here any more, and the next request tries again.
   */
  async #tidy(keeper: StoredKeeper, ...unnamed: readonly string[]): Promise<void> {
    try {
      for (const entry of [...unnamed, ...(await this.#entries.leftOver(keeper))]) {
        await this.#remove(keeper, entry);
      }
    } catch {
      // What this request was for is decided already.
    }
  }

  async #remove(keeper: StoredKeeper, externalId: string): Promise<void> {
    await this.#ask(keeper, (store, place) => store.remove(place, externalId));
    await this.#entries.strike(externalId);
  }

  async #ask<T>(keeper: StoredKeeper, act: (store: RemoteStore, place: AwsKeeper) => Promise<T>): Promise<T> {
    const { aws } = keeper.spec;
    if (this.#remoteStore === undefined || aws === undefined) {
      throw new KeeperFailedError('NO_CLIENT');
    }
    try {
      return await act(this.#remoteStore, aws);
    } catch (error) {
      throw new KeeperFailedError(systemErrorCode(error) ?? 'UNKNOWN');
    }
  }
}

/** Whether a write is known to have failed here: where it is not, the entry may have been named. */
function isKnownFailure(error: unknown): boolean {
  return error instanceof KeeperFailedError || (error instanceof VaultError && error.code !== 'unavailable');
}

function requireSame(now: StoredSecureValue, then: StoredSecureValue): void {
  if (now.uid !== then.uid) {
    throw new VaultError('changed');
  }
}

import type { OwnerReference } from '../../src/domain/secure-value.ts';
import type { SecretValue } from './secret-value.ts';

/** A secret's metadata as the store keeps it. Times are unix seconds. */
export interface StoredSecureValue {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly version: number;
  readonly description: string;
  readonly ref: string | null;
  readonly decrypters: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** The client's own annotations; the server's three are made from the fields below. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly ownerReferences: readonly OwnerReference[];
  readonly keeper: string;
  readonly externalId: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly updatedAt: number;
  readonly updatedBy: string;
}

/** What a caller decides about a secret; the store decides the rest. */
export type SecureValueDraft = Pick<
  StoredSecureValue,
  'namespace' | 'name' | 'description' | 'ref' | 'decrypters' | 'labels' | 'annotations' | 'ownerReferences'
>;

/** Where a value is that another store keeps: a keeper, and what it calls the value; empty for a reference. */
export type KeptElsewhere = Pick<StoredSecureValue, 'keeper' | 'externalId'>;

/** A value to be encrypted and kept here, or where it is kept instead. */
export type Content = SecretValue | KeptElsewhere;

/** What an update stores. Without `value` the stored one is carried over, encrypted anew, or stays where it is. */
export interface Revision {
  readonly draft: SecureValueDraft;
  readonly value: Content | undefined;
}

/** A secret as it is at one moment, for consumers that decide by it who gets its value. */
export interface Look {
  readonly stored: StoredSecureValue;
  /**
   * The value of this version, and of no other: what was decided holds for it, whatever becomes of the secret. Throws
   * `not-found` where the version is no longer the active one and its value was not read with the rest.
   */
  readonly reveal: () => Promise<SecretValue>;
}

/**
 * The store. Every write is durable before its promise settles, and a write that throws leaves nothing behind; only of
 * one that throws `unavailable` it is not known. Throws {@link VaultError} for what a caller can act on.
 */
export interface Vault {
  /** The right keys were not there at the start: metadata works, and everything that needs a key throws `sealed`. */
  readonly sealed: boolean;
  /** Whether the database answers now. While it does not, everything throws `unavailable`. */
  isReachable(): Promise<boolean>;
  create(draft: SecureValueDraft, value: Content, actor: string): Promise<StoredSecureValue>;
  /** Makes the next version. Without `value` the stored one is carried over. A secret never changes its keeper. */
  update(draft: SecureValueDraft, value: SecretValue | undefined, actor: string): Promise<StoredSecureValue>;
  /** An update that is made of what it replaces, while nobody else can change that. What `revise` throws this throws. */
  change(
    namespace: string,
    name: string,
    revise: (current: StoredSecureValue) => Revision,
    actor: string
  ): Promise<StoredSecureValue>;
  get(namespace: string, name: string): Promise<StoredSecureValue | undefined>;
  /** The active secrets of a namespace, newest change first. */
  list(namespace: string): Promise<readonly StoredSecureValue[]>;
  /** Destroys the key of the value at once. */
  delete(namespace: string, name: string, actor: string): Promise<void>;
  /** The value of the active version. For consumers that have authorised their caller, and for tests. */
  reveal(namespace: string, name: string): Promise<SecretValue>;
  /** Reads a secret with what it takes to reveal it, at once. */
  look(namespace: string, name: string): Promise<Look | undefined>;
  close(): Promise<void>;
}

/** `changed`: somebody else has changed what the write was made for; another attempt may succeed. */
export type VaultErrorCode = 'already-exists' | 'not-found' | 'changed' | 'sealed' | 'corrupt' | 'unavailable';

/** An error that carries a code and no input. */
export class VaultError extends Error {
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode) {
    super(`vault: ${code}`);
    this.name = 'VaultError';
    this.code = code;
  }
}

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

/**
 * The store. Every write is durable before its promise settles, and a write that throws leaves nothing behind.
 * Throws {@link VaultError} for what a caller can act on.
 */
export interface Vault {
  /** The right keys were not there at the start: metadata works, and everything that needs a key throws `sealed`. */
  readonly sealed: boolean;
  create(draft: SecureValueDraft, value: SecretValue, actor: string): Promise<StoredSecureValue>;
  /** Makes the next version. Without `value` the stored one is carried over, encrypted anew. */
  update(draft: SecureValueDraft, value: SecretValue | undefined, actor: string): Promise<StoredSecureValue>;
  get(namespace: string, name: string): Promise<StoredSecureValue | undefined>;
  /** The active secrets of a namespace, newest change first. */
  list(namespace: string): Promise<readonly StoredSecureValue[]>;
  /** Destroys the key of the value at once. */
  delete(namespace: string, name: string): Promise<void>;
  /** The value of the active version. For consumers that have authorised their caller, and for tests. */
  reveal(namespace: string, name: string): Promise<SecretValue>;
  close(): Promise<void>;
}

export type VaultErrorCode = 'already-exists' | 'not-found' | 'sealed' | 'corrupt';

/** An error that carries a code and no input. */
export class VaultError extends Error {
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode) {
    super(`vault: ${code}`);
    this.name = 'VaultError';
    this.code = code;
  }
}

import type { Generated } from 'kysely';

/** SQLite has no booleans. */
export type Flag = 0 | 1;

/**
 * One row per version of a secret, newest active: metadata alone, and none of it secret. Rows of replaced and deleted
 * versions stay, inactive, so that the numbering of versions goes on.
 */
export interface SecureValueTable {
  /** Ever growing. */
  id: Generated<number>;
  namespace: string;
  name: string;
  version: number;
  uid: string;
  active: Flag;
  description: string;
  ref: string | null;
  /** JSON. */
  decrypters: string;
  labels: string;
  annotations: string;
  owner_references: string;
  keeper: string;
  external_id: string;
  /** Unix seconds. */
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
  /** When it was replaced or deleted; null while it is active. */
  retired_at: Generated<number | null>;
}

/** The wrapped data key of a version: what is destroyed when its value is to be gone. */
export interface DataKeyTable {
  secure_value_id: number;
  kek_id: string;
  wrap_iv: Uint8Array;
  /** Zeros once destroyed. */
  wrapped_dek: Uint8Array;
  wrap_tag: Uint8Array;
  destroyed: Flag;
}

/** The encrypted value of a version. */
export interface SecureValuePayloadTable {
  secure_value_id: number;
  fmt: string;
  iv: Uint8Array;
  ct: Uint8Array;
  tag: Uint8Array;
}

/** The keys that have wrapped data keys, by id and check: what tells a wrong or missing key ring at start. */
export interface KeyEncryptionKeyTable {
  id: string;
  key_check: Uint8Array;
  /** Unix seconds; null while the key may be used. */
  retired_at: number | null;
}

/** A token that callers prove themselves with: who may do what, and of the secret its digest. Times are unix seconds. */
export interface TokenTable {
  id: string;
  /** SHA-256. */
  secret_digest: Uint8Array;
  kind: string;
  /** Of a management token, as its permissions are. */
  role: string | null;
  /** JSON. */
  permissions: string | null;
  /** Of a decrypter token, as the next two are: the service identity. */
  decrypter: string | null;
  /** JSON. */
  name_patterns: string | null;
  source_ranges: string | null;
  namespace: string;
  created_at: number;
  created_by: string;
  not_before: number;
  expires_at: number;
  /** When it was noticed that it has expired: a mark that no clock takes back. */
  expired_at: number | null;
  revoked_at: number | null;
  last_used_at: number | null;
}

/** The keepers of a namespace, at most one of them active. None of it is secret. Times are unix seconds. */
export interface KeeperTable {
  /** Ever growing. */
  id: Generated<number>;
  namespace: string;
  name: string;
  uid: string;
  active: Flag;
  /** JSON, as the next three are. */
  spec: string;
  labels: string;
  annotations: string;
  owner_references: string;
  created_at: number;
  created_by: string;
  updated_at: number;
  updated_by: string;
}

/**
 * What has been, or may have been, written into the stores of keepers: each entry from before it is written until it is
 * known to be gone. One that no active version names is left over.
 */
export interface RemoteEntryTable {
  external_id: string;
  namespace: string;
  keeper: string;
  /** Unix seconds. */
  created_at: number;
}

/** The chain of an audit log: the key of its hashes, encrypted as a value is, and how far the log is known to reach. */
export interface AuditChainTable {
  id: string;
  kek_id: string;
  wrap_iv: Uint8Array;
  wrapped_dek: Uint8Array;
  wrap_tag: Uint8Array;
  fmt: string;
  iv: Uint8Array;
  ct: Uint8Array;
  tag: Uint8Array;
  /** The sequence of a line that the log has, or a later one. */
  reached: number;
}

/** What was changed, from the transaction that changed it until it is in the audit log. */
export interface AuditOutboxTable {
  /** Ever growing. */
  id: Generated<number>;
  chain_id: string;
  /** JSON. */
  entry: string;
}

/** Which backend does a work that one does for all. */
export interface LeaseTable {
  name: string;
  holder: string;
  /** Unix seconds. */
  expires_at: number;
}

export interface Schema {
  secure_value: SecureValueTable;
  data_key: DataKeyTable;
  secure_value_payload: SecureValuePayloadTable;
  key_encryption_key: KeyEncryptionKeyTable;
  token: TokenTable;
  keeper: KeeperTable;
  remote_entry: RemoteEntryTable;
  audit_chain: AuditChainTable;
  audit_outbox: AuditOutboxTable;
  lease: LeaseTable;
}

/** What happened, in the order in which `audit show` explains it. */
export const AUDIT_OPERATIONS = [
  'secure-value.create',
  'secure-value.update',
  'secure-value.delete',
  'secure-value.decrypt',
  'keeper.create',
  'keeper.update',
  'keeper.delete',
  'keeper.activate',
  'token.create',
  'token.revoke',
  'key.rotate',
  'key.rewrap',
  'key.retire',
  'key.protect',
  'key.unprotect',
  'store.seal',
  'store.unseal',
] as const;
export type AuditOperation = (typeof AUDIT_OPERATIONS)[number];

/**
 * One thing that happened, as the log tells it: who, what and how it ended. Never a value, its length or its hash, and
 * never more of a token than its id.
 */
export interface AuditEntry {
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
  readonly operation: AuditOperation;
  readonly outcome: 'allowed' | 'refused' | 'failed';
  /** A code, never text of a caller. */
  readonly reason?: string | undefined;
  /** The identity of who did it: `user:…`, `service-account:…`, a decrypter, `command-line`. */
  readonly actor: string;
  /** The token that was shown; of `token.…` the one that was made or revoked. */
  readonly tokenId?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly version?: number | undefined;
  /** The address that the request came from. */
  readonly source?: string | undefined;
  readonly requestId?: string | undefined;
  /** What the value was for, where a consumer says so: a run, an automation. */
  readonly consumer?: string | undefined;
  /** The number of a change in the store, which it was made together with. */
  readonly change?: number | undefined;
}

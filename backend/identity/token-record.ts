import type { Permission, Role } from './caller.ts';
import type { TokenId } from './token-text.ts';

/** What is known of every token. Nothing here is secret. Times are unix seconds. */
interface TokenFacts {
  readonly id: TokenId;
  readonly namespace: string;
  readonly createdAt: number;
  /** The identity that made it. */
  readonly createdBy: string;
  readonly notBefore: number;
  /** The first second in which it no longer works. */
  readonly expiresAt: number;
  readonly revokedAt: number | undefined;
  /** To within {@link LAST_USED_STEP_SECONDS}; undefined if it never was. */
  readonly lastUsedAt: number | undefined;
}

/** Manages secrets, and can read no value. */
export interface ManagementToken extends TokenFacts {
  readonly kind: 'management';
  readonly role: Role;
  /** What it allows beside what its role does. */
  readonly permissions: readonly Permission[];
}

/** A token, by what it is for. */
export type Token = ManagementToken;

export type TokenState = 'active' | 'not-yet-valid' | 'expired' | 'revoked';

/** When a token was last used is noted at most once in 10 minutes: each note is a write to the disk. */
export const LAST_USED_STEP_SECONDS = 10 * 60;

/** Whether a token works at a time, in unix seconds. */
export function tokenState({ revokedAt, notBefore, expiresAt }: Token, now: number): TokenState {
  if (revokedAt !== undefined) {
    return 'revoked';
  }
  if (now >= expiresAt) {
    return 'expired';
  }
  return now < notBefore ? 'not-yet-valid' : 'active';
}

import type { Permission, Role } from './caller.ts';
import type { SourceRange } from './source-range.ts';
import type { TokenId } from './token-text.ts';

/** What is known of every token. Nothing here is secret. Times are unix seconds. */
export interface TokenFacts {
  readonly id: TokenId;
  readonly namespace: string;
  readonly createdAt: number;
  /** The identity that made it. */
  readonly createdBy: string;
  readonly notBefore: number;
  /** The first second in which it no longer works. */
  readonly expiresAt: number;
  /** When it was noticed that it has expired: from then on it has, though the clock be moved back. */
  readonly expiredAt: number | undefined;
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

/** Reads values, of secrets that name its service identity among their decrypters, and does nothing else. */
export interface DecrypterToken extends TokenFacts {
  readonly kind: 'decrypter';
  /** The service identity. */
  readonly decrypter: string;
  /** Patterns of the names that it may ask for; empty for every name. */
  readonly only: readonly string[];
  /** Where it may be used; empty for everywhere. */
  readonly sources: readonly SourceRange[];
}

/** A token, by what it is for. No token is for both. */
export type Token = ManagementToken | DecrypterToken;

export type TokenKind = Token['kind'];
export type TokenOf<Kind extends TokenKind> = Extract<Token, { readonly kind: Kind }>;

export type TokenState = 'active' | 'not-yet-valid' | 'expired' | 'revoked';

/** When a token was last used is noted at most once in 10 minutes: each note is a write to the disk. */
export const LAST_USED_STEP_SECONDS = 10 * 60;

/** How long lists still have a token that has ended, in seconds. What was done with it stays in the audit log. */
export const ENDED_TOKEN_KEPT_SECONDS = 30 * 24 * 60 * 60;

/** Whether a token works at a time, in unix seconds. */
export function tokenState({ revokedAt, notBefore, expiresAt, expiredAt }: Token, now: number): TokenState {
  if (revokedAt !== undefined) {
    return 'revoked';
  }
  if (expiredAt !== undefined || now >= expiresAt) {
    return 'expired';
  }
  return now < notBefore ? 'not-yet-valid' : 'active';
}

import { isJsonObject } from '../domain/json-object';
import { ApiFailure } from './api-error';

/** A backend's word for whether a token works. */
export type TokenState = 'active' | 'not-yet-valid' | 'expired' | 'revoked';

/** A service's token as the pages see it: all but the token itself. Times are RFC 3339. */
export interface AccessToken {
  readonly id: string;
  /** The service identity. */
  readonly decrypter: string;
  /** Patterns of the names that it may ask for; empty for every name. */
  readonly only: readonly string[];
  /** Addresses that it may be used from; empty for everywhere. */
  readonly source: readonly string[];
  readonly state: TokenState;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string;
  /** Absent where it never was. */
  readonly revokedAt?: string;
  /** To within 10 minutes; absent where it never was. */
  readonly lastUsedAt?: string;
}

/** A new token with its text, which nobody can show again. Never to be put into a cache. */
export interface MintedToken {
  readonly token: AccessToken;
  readonly text: string;
}

/** Whether it works no more, and never will again. */
export function hasEnded({ state }: Pick<AccessToken, 'state'>): boolean {
  return state === 'revoked' || state === 'expired';
}

const STATES: ReadonlySet<unknown> = new Set<TokenState>(['active', 'not-yet-valid', 'expired', 'revoked']);

/** @throws {ApiFailure} when the answer is not a list of tokens */
export function parseTokenList(answer: unknown): readonly AccessToken[] {
  if (!isJsonObject(answer) || !Array.isArray(answer.items)) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  return answer.items.map(parseToken);
}

/** @throws {ApiFailure} when the answer is not a token with its text */
export function parseMintedToken(answer: unknown): MintedToken {
  if (!isJsonObject(answer) || typeof answer.token !== 'string') {
    throw new ApiFailure({ kind: 'malformed' });
  }
  return { token: parseToken(answer), text: answer.token };
}

/** Takes only what the page needs, so that a field that should not be there goes no further. */
function parseToken(value: unknown): AccessToken {
  if (!isJsonObject(value)) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  const { id, decrypter, only, source, state, createdAt, createdBy, expiresAt, revokedAt, lastUsedAt } = value;
  if (
    !isString(id) ||
    !isString(decrypter) ||
    !isStrings(only) ||
    !isStrings(source) ||
    !isState(state) ||
    !isString(createdAt) ||
    !isString(createdBy) ||
    !isString(expiresAt)
  ) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  return {
    id,
    decrypter,
    only: [...only],
    source: [...source],
    state,
    createdAt,
    createdBy,
    expiresAt,
    ...(isString(revokedAt) ? { revokedAt } : {}),
    ...(isString(lastUsedAt) ? { lastUsedAt } : {}),
  };
}

function isState(value: unknown): value is TokenState {
  return STATES.has(value);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isString);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

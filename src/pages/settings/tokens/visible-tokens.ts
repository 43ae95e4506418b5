import { hasEnded, type AccessToken } from '../../../api/token';

export interface VisibleTokens {
  /** In the order of the list, the newest first. */
  readonly tokens: readonly AccessToken[];
  readonly working: number;
  readonly ended: number;
}

/** What the list shows: the tokens that work or will, and on request those that ended. */
export function visibleTokens(all: readonly AccessToken[], showsEnded: boolean): VisibleTokens {
  const working = all.filter((token) => !hasEnded(token));
  return {
    tokens: (showsEnded ? [...all] : working).sort(newestFirst),
    working: working.length,
    ended: all.length - working.length,
  };
}

function newestFirst(a: AccessToken, b: AccessToken): number {
  return Date.parse(b.createdAt) - Date.parse(a.createdAt);
}

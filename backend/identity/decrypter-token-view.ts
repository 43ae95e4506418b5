import { formatSourceRange } from './source-range.ts';
import { tokenState, type DecrypterToken, type TokenState } from './token-record.ts';

/** A decrypter token as `/api/v1/tokens` shows it. Nothing here is secret. Times are RFC 3339, to the second, in UTC. */
export interface DecrypterTokenView {
  readonly id: string;
  /** The service identity. */
  readonly decrypter: string;
  readonly namespace: string;
  /** Patterns of the names that it may ask for; empty for every name. */
  readonly only: readonly string[];
  /** Ranges of addresses that it may be used from; empty for everywhere. */
  readonly source: readonly string[];
  readonly state: TokenState;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  /** To within 10 minutes; null if it never was. */
  readonly lastUsedAt: string | null;
}

/** @param now unix seconds. */
export function decrypterTokenView(token: DecrypterToken, now: number): DecrypterTokenView {
  const { id, decrypter, namespace, only, sources, createdBy } = token;
  return {
    id,
    decrypter,
    namespace,
    only,
    source: sources.map(formatSourceRange),
    state: tokenState(token, now),
    createdAt: timeText(token.createdAt),
    createdBy,
    expiresAt: timeText(token.expiresAt),
    revokedAt: token.revokedAt === undefined ? null : timeText(token.revokedAt),
    lastUsedAt: token.lastUsedAt === undefined ? null : timeText(token.lastUsedAt),
  };
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

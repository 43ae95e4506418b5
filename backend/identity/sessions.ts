import { randomBytes } from 'node:crypto';
import type { Authenticator } from './authenticate.ts';
import type { Caller, Permission, Role } from './caller.ts';
import { isWithin, permissionsOfRole } from './roles.ts';
import { TokenDigest } from './token-digest.ts';
import type { TokenId } from './token-text.ts';

/** Who signed in, and how far their role may be changed. */
export interface SignIn {
  readonly login: string;
  readonly role: Role;
  /** The role of the token that was shown: the session never has a stronger one. */
  readonly maximum: Role;
  readonly orgId: number;
  /** What that token allows beside what a role does: every role of the session has it. */
  readonly permissions: readonly Permission[];
  /** The token that the session ends with; undefined for what lasts as long as the service. */
  readonly tokenId: TokenId | undefined;
}

interface Session extends SignIn {
  readonly startedAt: number;
  readonly usedAt: number;
}

/** A session that nobody uses ends after 8 hours; each use renews it. In milliseconds. */
export const SESSION_IDLE_MS = 8 * 60 * 60 * 1000;
/** A session ends after 24 hours, whoever uses it. In milliseconds. */
export const SESSION_MAX_MS = 24 * 60 * 60 * 1000;
/** Sessions kept at once. Only who can sign in makes one; the oldest goes first. */
export const SESSIONS_MAX = 1000;

const TOKEN_BYTES = 32;

/** The sessions of people, in memory: they end with the service. Of a session's token only the digest is kept. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Starts a session and returns its token, which is kept nowhere. */
  start(signIn: SignIn): string {
    this.#forgetEnded();
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = this.#now();
    this.#sessions.set(keyOf(token), { ...signIn, startedAt: now, usedAt: now });
    return token;
  }

  /** The live session of a token, renewed by being asked for. */
  use(token: string): SignIn | undefined {
    const key = keyOf(token);
    const session = this.#sessions.get(key);
    if (session === undefined || !this.#isLive(session)) {
      return undefined;
    }
    this.#sessions.set(key, { ...session, usedAt: this.#now() });
    return session;
  }

  /** Gives a session another role, never a stronger one than its token has. */
  changeRole(token: string, role: Role): 'changed' | 'too-strong' | 'ended' {
    const key = keyOf(token);
    const session = this.#sessions.get(key);
    if (session === undefined || !this.#isLive(session)) {
      return 'ended';
    }
    if (!isWithin(role, session.maximum)) {
      return 'too-strong';
    }
    this.#sessions.set(key, { ...session, role });
    return 'changed';
  }

  end(token: string): void {
    this.#sessions.delete(keyOf(token));
  }

  #isLive({ startedAt, usedAt }: Session): boolean {
    const now = this.#now();
    return now < usedAt + SESSION_IDLE_MS && now < startedAt + SESSION_MAX_MS;
  }

  #forgetEnded(): void {
    for (const [key, session] of this.#sessions) {
      if (!this.#isLive(session) || this.#sessions.size >= SESSIONS_MAX) {
        this.#sessions.delete(key);
      }
    }
  }
}

/** Knows which tokens still work. */
export interface ActiveTokens {
  isActive(id: TokenId): Promise<boolean>;
}

/**
 * Proves callers by the cookie of a session. An `Authorization` header speaks for itself.
 *
 * @param tokens undefined where no session can have come by a token of theirs.
 */
export function sessionAuthenticator(sessions: Sessions, tokens: ActiveTokens | undefined): Authenticator {
  return async ({ authorization, sessionCookie }) => {
    if (authorization !== undefined || sessionCookie === undefined) {
      return undefined;
    }
    const signIn = sessions.use(sessionCookie);
    if (signIn === undefined || !(await hasToken(signIn, tokens))) {
      sessions.end(sessionCookie);
      return { kind: 'refused', reason: 'session-ended' };
    }
    return { kind: 'proven', caller: callerOf(signIn), by: 'session' };
  };
}

/** A session is worth no more than the token that started it. */
async function hasToken({ tokenId }: SignIn, tokens: ActiveTokens | undefined): Promise<boolean> {
  return tokenId === undefined || (await tokens?.isActive(tokenId)) === true;
}

function callerOf({ login, role, orgId, permissions }: SignIn): Caller {
  return { identity: `user:${login}`, login, role, orgId, permissions: [...permissionsOfRole(role), ...permissions] };
}

function keyOf(token: string): string {
  return TokenDigest.of(token).key;
}

import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { noteChange } from '../audit/outbox.ts';
import type { Schema } from '../vault/schema.ts';
import type { SecretValue } from '../vault/secret-value.ts';
import type { SqlStore } from '../vault/sql-store.ts';
import { TokenDigest } from './token-digest.ts';
import type { DecrypterTokenDraft } from './decrypter-draft.ts';
import type { TokenDraft } from './token-draft.ts';
import {
  ENDED_TOKEN_KEPT_SECONDS,
  LAST_USED_STEP_SECONDS,
  tokenState,
  type DecrypterToken,
  type Token,
  type TokenFacts,
  type TokenKind,
  type TokenOf,
  type TokenState,
} from './token-record.ts';
import { TokenStore } from './token-store.ts';
import { newTokenText, type PresentedToken, type TokenId } from './token-text.ts';

/** A new token. Whoever receives the text has to keep it: nobody can show it again. */
export interface MintedToken<Kind extends TokenKind = TokenKind> {
  readonly token: TokenOf<Kind>;
  readonly text: SecretValue;
}

/** Why a token that somebody shows does not count. For the log: to its bearer all are the same. */
export type TokenFault = 'unknown' | 'of-another-kind' | Exclude<TokenState, 'active'>;

export type TokenCheck<Kind extends TokenKind> =
  { readonly ok: true; readonly token: TokenOf<Kind> } | { readonly ok: false; readonly fault: TokenFault };

/** What a new token has whatever it is for. */
type NewTokenFacts = Omit<TokenFacts, 'namespace'>;

/** Compared with where there is no token of an id, so that a miss takes the work of a hit. */
const NOBODYS_SECRET = TokenDigest.of(randomBytes(32));

/**
 * Makes, lists, revokes and checks tokens. Who may ask for that is not decided here. What is made and revoked is in the
 * audit log.
 */
export class TokenRegister {
  readonly #database: Pick<SqlStore, 'db' | 'chainId'>;
  readonly #store: TokenStore;
  readonly #clock: () => number;

  /** @param clock milliseconds since 1970. */
  constructor(database: Pick<SqlStore, 'db' | 'chainId'>, clock: () => number) {
    this.#database = database;
    this.#store = new TokenStore(database.db);
    this.#clock = clock;
  }

  /** @param createdBy the identity of who asked for it. */
  create({ lifetimeSeconds, ...rights }: TokenDraft, createdBy: string): Promise<MintedToken> {
    return this.#mint((facts) => ({ ...rights, ...facts }), lifetimeSeconds, createdBy);
  }

  /** @param createdBy the identity of who asked for it. */
  createDecrypter(
    { lifetimeSeconds, ...rights }: DecrypterTokenDraft,
    createdBy: string
  ): Promise<MintedToken<'decrypter'>> {
    return this.#mint((facts) => ({ ...rights, ...facts }), lifetimeSeconds, createdBy);
  }

  /** Every token but those that ended long ago ({@link forgetEnded}), the oldest first. */
  list(): Promise<readonly Token[]> {
    return this.#store.list();
  }

  /** The decrypter tokens of a namespace but those that ended long ago, the oldest first. */
  listDecrypters(namespace: string): Promise<readonly DecrypterToken[]> {
    return this.#store.listDecrypters(namespace);
  }

  /**
   * Ends a token, and the sessions that it started, with the next request. One that is revoked stays as it is. False if
   * there is none of that id.
   *
   * @param revokedBy the identity of who asked for it.
   */
  async revoke(id: TokenId, revokedBy: string): Promise<boolean> {
    return this.#database.db.transaction().execute(async (trx) => {
      const store = new TokenStore(trx);
      const isRevoked = await store.revoke(id, this.#now());
      const stored = await store.find(id);
      if (isRevoked && stored !== undefined) {
        await this.#note(trx, 'token.revoke', stored.token, revokedBy);
      }
      return stored !== undefined;
    });
  }

  /**
   * Ends a decrypter token with the next request; undefined if the namespace has none of that id.
   *
   * @param revokedBy the identity of who asked for it.
   */
  async revokeDecrypter(id: TokenId, namespace: string, revokedBy: string): Promise<DecrypterToken | undefined> {
    const before = await this.#store.find(id);
    if (before === undefined || !isDecrypterOf(before.token, namespace)) {
      return undefined;
    }
    await this.revoke(id, revokedBy);
    const after = await this.#store.find(id);
    return after !== undefined && isDecrypterOf(after.token, namespace) ? after.token : undefined;
  }

  /** Whether what somebody shows is a token of a kind, and works now. One of another kind never counts. */
  async check<Kind extends TokenKind>({ parts }: PresentedToken, kind: Kind): Promise<TokenCheck<Kind>> {
    if (parts === undefined) {
      return { ok: false, fault: 'unknown' };
    }
    const stored = await this.#store.find(parts.id);
    const isRight = (stored?.secret ?? NOBODYS_SECRET).equals(parts.secret);
    if (stored === undefined || !isRight) {
      return { ok: false, fault: 'unknown' };
    }
    const { token } = stored;
    if (!isOfKind(token, kind)) {
      return { ok: false, fault: 'of-another-kind' };
    }
    const state = tokenState(token, this.#now());
    if (state === 'expired') {
      await this.#noteExpiry(token);
    }
    if (state !== 'active') {
      return { ok: false, fault: state };
    }
    await this.#noteUse(token);
    return { ok: true, token };
  }

  /**
   * Notes which tokens have expired by now: none of them works again, whatever the clock says later. To be called every
   * now and then, for those that nobody shows.
   */
  expire(): Promise<void> {
    return this.#store.expire(this.#now());
  }

  /**
   * Deletes what ended {@link ENDED_TOKEN_KEPT_SECONDS} ago: pipelines make a token for each of their runs. One that is
   * not known is refused as one that has ended is.
   */
  forgetEnded(): Promise<void> {
    return this.#store.forget(this.#now() - ENDED_TOKEN_KEPT_SECONDS);
  }

  /** Whether a token that was checked before still works. */
  async isActive(id: TokenId): Promise<boolean> {
    const stored = await this.#store.find(id);
    if (stored === undefined) {
      return false;
    }
    const state = tokenState(stored.token, this.#now());
    if (state === 'expired') {
      await this.#noteExpiry(stored.token);
    }
    return state === 'active';
  }

  async #mint<Kind extends TokenKind>(
    tokenWith: (facts: NewTokenFacts) => TokenOf<Kind>,
    lifetimeSeconds: number,
    createdBy: string
  ): Promise<MintedToken<Kind>> {
    const now = this.#now();
    const { id, secret, text } = newTokenText();
    const token = tokenWith({
      id,
      createdAt: now,
      createdBy,
      notBefore: now,
      expiresAt: now + lifetimeSeconds,
      expiredAt: undefined,
      revokedAt: undefined,
      lastUsedAt: undefined,
    });
    try {
      await this.#database.db.transaction().execute(async (trx) => {
        await new TokenStore(trx).insert({ token, secret });
        await this.#note(trx, 'token.create', token, createdBy);
      });
    } catch (error) {
      text.wipe();
      throw error;
    }
    return { token, text };
  }

  /** For the audit log, in the transaction that makes the change. */
  async #note(
    trx: Transaction<Schema>,
    operation: 'token.create' | 'token.revoke',
    { id, namespace }: Token,
    actor: string
  ): Promise<void> {
    const { chainId } = this.#database;
    await noteChange(trx, chainId, this.#clock(), { operation, actor, tokenId: id, namespace });
  }

  /** Once for each token. It is refused in any case: a disk that is full makes no other answer of that. */
  async #noteExpiry({ expiredAt }: Token): Promise<void> {
    if (expiredAt === undefined) {
      await this.expire().catch(() => undefined);
    }
  }

  async #noteUse({ id, lastUsedAt }: Token): Promise<void> {
    const now = this.#now();
    if (lastUsedAt === undefined || Math.abs(now - lastUsedAt) >= LAST_USED_STEP_SECONDS) {
      // For information alone: a disk that is full keeps nobody from reading.
      await this.#store.noteUse(id, now).catch(() => undefined);
    }
  }

  #now(): number {
    return Math.floor(this.#clock() / 1000);
  }
}

function isOfKind<Kind extends TokenKind>(token: Token, kind: Kind): token is TokenOf<Kind> {
  return token.kind === kind;
}

function isDecrypterOf(token: Token, namespace: string): token is DecrypterToken {
  return token.kind === 'decrypter' && token.namespace === namespace;
}

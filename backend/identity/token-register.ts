import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from '../vault/schema.ts';
import type { SecretValue } from '../vault/secret-value.ts';
import { TokenDigest } from './token-digest.ts';
import type { TokenDraft } from './token-draft.ts';
import { LAST_USED_STEP_SECONDS, tokenState, type Token } from './token-record.ts';
import { TokenStore } from './token-store.ts';
import { newTokenText, type PresentedToken, type TokenId } from './token-text.ts';

/** A new token. Whoever receives the text has to keep it: nobody can show it again. */
export interface MintedToken {
  readonly token: Token;
  readonly text: SecretValue;
}

/** Compared with where there is no token of an id, so that a miss takes the work of a hit. */
const NOBODYS_SECRET = TokenDigest.of(randomBytes(32));

/** Makes, lists, revokes and checks tokens. Who may ask for that is not decided here. */
export class TokenRegister {
  readonly #store: TokenStore;
  readonly #clock: () => number;

  /** @param clock milliseconds since 1970. */
  constructor(db: Kysely<Schema>, clock: () => number) {
    this.#store = new TokenStore(db);
    this.#clock = clock;
  }

  /** @param createdBy the identity of who asked for it. */
  async create(draft: TokenDraft, createdBy: string): Promise<MintedToken> {
    const now = this.#now();
    const { id, secret, text } = newTokenText();
    const token: Token = {
      kind: draft.kind,
      id,
      role: draft.role,
      permissions: draft.permissions,
      namespace: draft.namespace,
      createdAt: now,
      createdBy,
      notBefore: now,
      expiresAt: now + draft.lifetimeSeconds,
      revokedAt: undefined,
      lastUsedAt: undefined,
    };
    try {
      await this.#store.insert({ token, secret });
    } catch (error) {
      text.wipe();
      throw error;
    }
    return { token, text };
  }

  /** Every token that there ever was, the oldest first. */
  list(): Promise<readonly Token[]> {
    return this.#store.list();
  }

  /** Ends a token, and the sessions that it started, with the next request. False if there is none of that id. */
  revoke(id: TokenId): Promise<boolean> {
    return this.#store.revoke(id, this.#now());
  }

  /** The token that somebody shows, if it is one and works now. */
  async verify({ parts }: PresentedToken): Promise<Token | undefined> {
    if (parts === undefined) {
      return undefined;
    }
    const stored = await this.#store.find(parts.id);
    const isRight = (stored?.secret ?? NOBODYS_SECRET).equals(parts.secret);
    if (stored === undefined || !isRight || !this.#isActive(stored.token)) {
      return undefined;
    }
    await this.#noteUse(stored.token);
    return stored.token;
  }

  /** Whether a token that was verified before still works. */
  async isActive(id: TokenId): Promise<boolean> {
    const stored = await this.#store.find(id);
    return stored !== undefined && this.#isActive(stored.token);
  }

  #isActive(token: Token): boolean {
    return tokenState(token, this.#now()) === 'active';
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

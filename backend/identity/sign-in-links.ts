import { randomBytes } from 'node:crypto';
import { TokenDigest } from './token-digest.ts';

/** A link that nobody opens stops working after 15 minutes. In milliseconds. */
export const SIGN_IN_LINK_MS = 15 * 60 * 1000;

const TOKEN_BYTES = 32;

/** Tokens of sign-in links. Each works once; only digests are kept. */
export class SignInLinks {
  /** When each unused link stops working, by the digest of its token. */
  readonly #expiries = new Map<string, number>();
  readonly #now: () => number;

  /** @param now milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Makes a token for one sign-in. */
  issue(): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#expiries.set(TokenDigest.of(token).key, this.#now() + SIGN_IN_LINK_MS);
    return token;
  }

  /** Uses a token up. False for one that was never issued, is used or has expired. */
  redeem(token: string): boolean {
    const key = TokenDigest.of(token).key;
    const expiry = this.#expiries.get(key);
    this.#expiries.delete(key);
    return expiry !== undefined && this.#now() < expiry;
  }
}

import { hash, timingSafeEqual } from 'node:crypto';

/** Of SHA-256. */
const DIGEST_BYTES = 32;

/**
 * The SHA-256 digest of a random token: all that is kept of one. Tokens have enough entropy of their own for a plain
 * hash; digests are of one length, so that comparing them takes the same time whatever was sent.
 */
export class TokenDigest {
  readonly #digest: Buffer;

  private constructor(digest: Buffer) {
    this.#digest = digest;
  }

  static of(token: string | Uint8Array): TokenDigest {
    return new TokenDigest(hash('sha256', token, 'buffer'));
  }

  /**
   * The digest of which a store kept {@link bytes}.
   *
   * @throws RangeError for what is no digest.
   */
  static fromBytes(bytes: Uint8Array): TokenDigest {
    if (bytes.byteLength !== DIGEST_BYTES) {
      throw new RangeError(`a token digest has ${DIGEST_BYTES} bytes`);
    }
    return new TokenDigest(Buffer.from(bytes));
  }

  /** Compares in constant time. */
  equals(other: TokenDigest): boolean {
    return timingSafeEqual(this.#digest, other.#digest);
  }

  /** For looking up. A digest gives nothing of its token away, and a prefix of one cannot be aimed at. */
  get key(): string {
    return this.#digest.toString('hex');
  }

  /** A copy, for storing. */
  get bytes(): Uint8Array {
    return Uint8Array.from(this.#digest);
  }
}

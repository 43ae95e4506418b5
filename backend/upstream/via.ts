import { randomBytes } from 'node:crypto';

/** Enough to tell instances apart, in bytes. */
const PSEUDONYM_BYTES = 8;

/**
 * The name by which one instance knows its own requests again (`Via`: RFC 9110, section 7.6.3), so that an address that
 * leads back to it shows as that.
 */
export class Via {
  readonly #pseudonym = `strongroom-${randomBytes(PSEUDONYM_BYTES).toString('hex')}`;

  /** The header to send with what goes on. */
  get header(): string {
    return `1.1 ${this.#pseudonym}`;
  }

  /** Whether a request has been here before. */
  isIn(header: string | undefined): boolean {
    return header !== undefined && header.split(',').some((hop) => hop.trim().split(/\s+/)[1] === this.#pseudonym);
  }
}

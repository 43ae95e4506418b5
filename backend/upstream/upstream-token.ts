import { inspect } from 'node:util';
import { REDACTED } from '../vault/secret-value.ts';

/**
 * The credential that the service shows to the Grafana it forwards to. It has to be sent, so it cannot be kept as a
 * digest; it is `[REDACTED]` to everything that prints, serialises or clones it.
 */
export class UpstreamToken {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static of(text: string): UpstreamToken {
    return new UpstreamToken(text);
  }

  /** The `Authorization` header (RFC 6750, section 2.1), for requests to that Grafana and to nobody else. */
  get authorization(): string {
    return `Bearer ${this.#text}`;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}

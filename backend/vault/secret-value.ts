import { inspect } from 'node:util';

/** What a secret value shows of itself, wherever it is printed. */
export const REDACTED = '[REDACTED]';

export type SecretValueErrorCode = 'already-used' | 'not-well-formed';

/** An error that carries a code and no input. */
export class SecretValueError extends Error {
  readonly code: SecretValueErrorCode;

  constructor(code: SecretValueErrorCode) {
    super(`secret value: ${code}`);
    this.name = 'SecretValueError';
    this.code = code;
  }
}

/**
 * A plaintext on its way: read once, wiped afterwards, and `[REDACTED]` to everything that prints, serialises or
 * clones it. The bytes sit in a private field of their own allocation, so that neither a spread, nor a structured
 * clone, nor Node's shared buffer pool can reach them.
 */
export class SecretValue {
  #bytes: Buffer | undefined;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Takes ownership of `bytes`: nobody else may keep them, and they are zeros once the value has been used. */
  static fromBuffer(bytes: Buffer): SecretValue {
    return new SecretValue(bytes);
  }

  /**
   * Throws `not-well-formed` for a lone surrogate, which has no UTF-8 form and would be stored as something else
   * (Unicode 3.9, D84). The string itself cannot be wiped: let go of it at once.
   */
  static fromUtf8(text: string): SecretValue {
    if (!text.isWellFormed()) {
      throw new SecretValueError('not-well-formed');
    }
    const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text, 'utf8'));
    bytes.write(text, 'utf8');
    return new SecretValue(bytes);
  }

  /** Length in bytes; 0 once used or wiped. */
  get byteLength(): number {
    return this.#bytes?.byteLength ?? 0;
  }

  /**
   * Lends the bytes for the length of one call, then fills them with zeros, also when `borrow` throws or rejects;
   * if it returns a promise, once that settles. A second use throws `already-used`.
   */
  use<T>(borrow: (bytes: Buffer) => Promise<T>): Promise<T>;
  use<T>(borrow: (bytes: Buffer) => T): T;
  use(borrow: (bytes: Buffer) => unknown): unknown {
    const bytes = this.#bytes;
    if (bytes === undefined) {
      throw new SecretValueError('already-used');
    }
    this.#bytes = undefined;
    let result: unknown;
    try {
      result = borrow(bytes);
    } catch (error) {
      bytes.fill(0);
      throw error;
    }
    if (isThenable(result)) {
      return Promise.resolve(result).finally(() => bytes.fill(0));
    }
    bytes.fill(0);
    return result;
  }

  /** Fills an unused value with zeros; it can no longer be used. Does nothing a second time. */
  wipe(): void {
    this.#bytes?.fill(0);
    this.#bytes = undefined;
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

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

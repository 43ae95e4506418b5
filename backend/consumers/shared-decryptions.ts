import { SecretValue } from '../vault/secret-value.ts';

interface Waiter {
  readonly resolve: (value: SecretValue) => void;
  readonly reject: (error: unknown) => void;
}

/** Makes one decryption of those of the same version that are wanted at the same time. Nothing is kept afterwards. */
export class SharedDecryptions {
  readonly #waiting = new Map<string, Waiter[]>();

  /** Decryptions that are under way. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Whether {@link share} would join one that is under way. */
  has(key: string): boolean {
    return this.#waiting.has(key);
  }

  /**
   * A value of the caller's own, which may be used once like any other: by a decryption that is under way, or by a new
   * one.
   *
   * @param key of what is decrypted: the uid of a version.
   */
  share(key: string, decrypt: () => Promise<SecretValue>): Promise<SecretValue> {
    return new Promise((resolve, reject) => {
      const waiters = this.#waiting.get(key);
      if (waiters === undefined) {
        this.#waiting.set(key, [{ resolve, reject }]);
        void this.#serve(key, decrypt);
      } else {
        waiters.push({ resolve, reject });
      }
    });
  }

  async #serve(key: string, decrypt: () => Promise<SecretValue>): Promise<void> {
    try {
      const value = await decrypt();
      const waiters = this.#end(key);
      value.use((bytes) => waiters.forEach(({ resolve }) => resolve(SecretValue.fromBuffer(copyOf(bytes)))));
    } catch (error) {
      this.#end(key).forEach(({ reject }) => reject(error));
    }
  }

  /** Those who waited. Who comes from now on gets a decryption of their own. */
  #end(key: string): readonly Waiter[] {
    const waiters = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    return waiters;
  }
}

/** Of its own allocation: Node's pool would keep the bytes beside others. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.byteLength);
  bytes.copy(copy);
  return copy;
}

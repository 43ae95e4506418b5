import { KeeperFailedError } from '../vault/remote-store.ts';
import type { SecretValue } from '../vault/secret-value.ts';
import { VaultError, type Look, type StoredSecureValue, type Vault } from '../vault/vault.ts';
import {
  recordOrRefuse,
  type DecryptionAttempt,
  type DecryptionLog,
  type DecryptionOutcome,
  type FailureReason,
} from './decryption-log.ts';
import { LookupError, type LookupErrorCode } from './lookup-error.ts';
import { refusalOf, type Lookup } from './refusal.ts';
import { SharedDecryptions } from './shared-decryptions.ts';

export interface DecrypterOptions {
  readonly vault: Vault;
  readonly log: DecryptionLog;
  /** Decryptions at once, of different secrets. */
  readonly concurrencyMax: number;
}

/** A lookup with what the log is to know of it. */
export interface LoggedLookup extends Lookup {
  readonly requestId: string;
  readonly operation: DecryptionAttempt['operation'];
}

/** What a bearer may have: the secret, and for everything but a check its value. */
export interface Released {
  readonly stored: StoredSecureValue;
  /** The receiver's own, to be used once. Undefined for a check. */
  readonly value: SecretValue | undefined;
}

/** A secret that changes under a lookup is looked up again this many times in all. */
const ATTEMPTS_MAX = 3;
/** A decryption takes milliseconds: whoever finds none free may come back at once. In seconds. */
const BUSY_RETRY_SECONDS = 1;

const CODE_OF_FAILURE: Readonly<Record<FailureReason, LookupErrorCode>> = {
  sealed: 'sealed',
  busy: 'unavailable',
  changing: 'unavailable',
  unavailable: 'unavailable',
  corrupt: 'internal',
  internal: 'internal',
};

/** Gives values to the bearers of decrypter tokens who may have them. Every attempt is in the log before it is answered. */
export class Decrypter {
  readonly #vault: Vault;
  readonly #log: DecryptionLog;
  readonly #concurrencyMax: number;
  readonly #shared = new SharedDecryptions();

  constructor({ vault, log, concurrencyMax }: DecrypterOptions) {
    this.#vault = vault;
    this.#log = log;
    this.#concurrencyMax = concurrencyMax;
  }

  /**
   * @throws LookupError `not_found` for all that the bearer may not have, there or not; `sealed`, `unavailable`.
   */
  async release(lookup: LoggedLookup): Promise<Released> {
    let seen: StoredSecureValue | undefined;
    try {
      for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
        if (this.#vault.sealed) {
          return await this.#fail(lookup, undefined, 'sealed');
        }
        const look = await this.#vault.look(lookup.token.namespace, lookup.name);
        seen = look?.stored;
        const reason = refusalOf(lookup, seen);
        if (reason !== undefined || look === undefined) {
          await this.#record(lookup, seen, { kind: 'refused', reason: reason ?? 'absent' });
          throw new LookupError('not_found');
        }
        const released = await this.#open(lookup, look);
        if (released !== undefined) {
          return await this.#handOver(lookup, released);
        }
      }
      return await this.#fail(lookup, seen, 'changing');
    } catch (error) {
      if (error instanceof LookupError) {
        throw error;
      }
      const reason = failureOf(error);
      await this.#record(lookup, seen, { kind: 'failed', reason });
      throw error;
    }
  }

  /** Undefined where the secret has changed since it was looked at, and so has to be looked at again. */
  async #open(lookup: LoggedLookup, { stored, reveal }: Look): Promise<Released | undefined> {
    if (lookup.operation === 'check') {
      return { stored, value: undefined };
    }
    const { uid } = stored;
    if (!this.#shared.has(uid) && this.#shared.size >= this.#concurrencyMax) {
      return this.#fail(lookup, stored, 'busy', BUSY_RETRY_SECONDS);
    }
    try {
      const value = await this.#shared.share(uid, reveal);
      return { stored, value };
    } catch (error) {
      // There may be another version, which may be for others.
      if (error instanceof VaultError && error.code === 'not-found') {
        return undefined;
      }
      throw error;
    }
  }

  async #handOver(lookup: LoggedLookup, released: Released): Promise<Released> {
    try {
      await this.#record(lookup, released.stored, { kind: 'allowed' });
      return released;
    } catch (error) {
      released.value?.wipe();
      throw error;
    }
  }

  async #fail(
    lookup: LoggedLookup,
    stored: StoredSecureValue | undefined,
    reason: FailureReason,
    retryAfterSeconds?: number
  ): Promise<never> {
    await this.#record(lookup, stored, { kind: 'failed', reason });
    throw new LookupError(CODE_OF_FAILURE[reason], retryAfterSeconds);
  }

  async #record(
    { requestId, operation, source, token, name }: LoggedLookup,
    stored: StoredSecureValue | undefined,
    outcome: DecryptionOutcome
  ): Promise<void> {
    const { id: tokenId, decrypter, namespace } = token;
    const actor = { tokenId, decrypter, namespace };
    await recordOrRefuse(this.#log, { requestId, operation, source, actor, name, version: stored?.version, outcome });
  }
}

function failureOf(error: unknown): FailureReason {
  if (error instanceof VaultError) {
    switch (error.code) {
      case 'sealed':
      case 'unavailable':
      case 'corrupt':
        return error.code;
    }
  }
  return error instanceof KeeperFailedError ? 'unavailable' : 'internal';
}

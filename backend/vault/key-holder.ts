import type { KeyRing } from './key-ring.ts';
import { VaultError } from './vault.ts';

export type OpenKeyRing = Extract<KeyRing, { readonly state: 'open' }>;

/**
 * The key ring in memory is older than the store: it lacks a key, or its active one has been retired. What throws this has
 * changed nothing, and can be tried again.
 */
export class StaleKeyRing extends Error {
  /** Whether a ring is new enough. */
  readonly isCuredBy: (keyRing: OpenKeyRing) => boolean;

  constructor(isCuredBy: (keyRing: OpenKeyRing) => boolean) {
    super('the key ring is older than the store');
    this.name = 'StaleKeyRing';
    this.isCuredBy = isCuredBy;
  }
}

export interface KeyHolderParts {
  readonly keyRing: KeyRing;
  /** Reads the ring anew; sealed for one that must not take the place of `held`. */
  readonly reread: (held: OpenKeyRing) => Promise<KeyRing>;
  /** In milliseconds. */
  readonly pauseMs?: number;
}

/** Between readings that brought nothing new, in milliseconds: a key that is lost costs no more than one a second. */
const PAUSE_MS = 1_000;
/** Rotations that may happen while one request is answered. */
const MAX_ATTEMPTS = 5;

/** The key ring that a running backend works with. A rotation, here or elsewhere, changes it while requests are on their way. */
export class KeyHolder {
  readonly #reread: KeyHolderParts['reread'];
  readonly #pauseMs: number;
  #keyRing: KeyRing;
  #reading: Promise<void> | undefined;
  #pauseEnds = -Infinity;

  constructor({ keyRing, reread, pauseMs = PAUSE_MS }: KeyHolderParts) {
    this.#keyRing = keyRing;
    this.#reread = reread;
    this.#pauseMs = pauseMs;
  }

  get keyRing(): KeyRing {
    return this.#keyRing;
  }

  /** Throws `sealed` while there are no keys. */
  requireOpen(): OpenKeyRing {
    if (this.#keyRing.state === 'sealed') {
      throw new VaultError('sealed');
    }
    return this.#keyRing;
  }

  replace(keyRing: KeyRing): void {
    this.#keyRing = keyRing;
  }

  /**
   * Reads the key ring anew, or waits for a reading that is under way. Keeps the one it has where that fails, or where the
   * new one lacks a key that is needed and that this one has. Does nothing for a second after a reading in vain.
   */
  async refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    await this.#reading;
  }

  /**
   * Does what needs keys, and where those in memory turn out to be of yesterday, reads them anew and does it again. Must
   * not be called in a transaction. Throws `sealed` if a key is not there even then.
   */
  async withNewestKeys<T>(act: (keys: OpenKeyRing) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await act(this.requireOpen());
      } catch (error) {
        if (!(error instanceof StaleKeyRing)) {
          throw error;
        }
        if (attempt === MAX_ATTEMPTS || !(await this.#cure(error))) {
          throw new VaultError('sealed');
        }
      }
    }
  }

  /** The reading that was under way may have begun too early; the one after it has not. */
  async #cure({ isCuredBy }: StaleKeyRing): Promise<boolean> {
    for (let readings = 0; readings < 2 && !isCuredBy(this.requireOpen()); readings += 1) {
      await this.refresh();
    }
    return isCuredBy(this.requireOpen());
  }

  async #read(): Promise<void> {
    const held = this.#keyRing;
    if (held.state === 'sealed' || performance.now() < this.#pauseEnds) {
      return;
    }
    // Why it failed is found out, and told, by who starts a backend or a command with this ring.
    const found = await this.#reread(held).catch(() => undefined);
    // A rotation that was made here meanwhile is newer than what was read.
    if (found?.state === 'open' && this.#keyRing === held && !isSame(found, held)) {
      this.#keyRing = found;
    } else if (this.#keyRing === held) {
      this.#pauseEnds = performance.now() + this.#pauseMs;
    }
  }
}

function isSame(a: OpenKeyRing, b: OpenKeyRing): boolean {
  return a.active.id === b.active.id && a.ids.size === b.ids.size && [...a.ids].every((id) => b.ids.has(id));
}

import type { KeyRing } from './key-ring.ts';

/** The key ring that a running backend works with. A rotation changes it while requests are on their way. */
export class KeyHolder {
  #keyRing: KeyRing;

  constructor(keyRing: KeyRing) {
    this.#keyRing = keyRing;
  }

  get keyRing(): KeyRing {
    return this.#keyRing;
  }

  replace(keyRing: KeyRing): void {
    this.#keyRing = keyRing;
  }
}

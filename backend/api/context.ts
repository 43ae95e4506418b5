import type { StrictRule } from '../config.ts';
import type { Vault } from '../vault/vault.ts';
import type { Turns } from './turns.ts';

/** What the operations of the API group work with. */
export interface ApiContext {
  readonly vault: Vault;
  /** The documented rules that are enforced, though Grafana does not. */
  readonly strict: ReadonlySet<StrictRule>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Changes of the same secure value come one after the other: a check holds until the write it was made for. */
  readonly turns: Turns;
}

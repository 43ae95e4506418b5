import type { StrictRule } from '../config.ts';
import type { Caller } from '../identity/caller.ts';
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

/** A request that was let in, about one namespace. */
export interface ApiRequest {
  readonly caller: Caller;
  readonly namespace: string;
  readonly query: URLSearchParams;
}

/** A request with a body, which the operation wipes. */
export interface ApiWriteRequest extends ApiRequest {
  readonly bytes: Buffer;
}

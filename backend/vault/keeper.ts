import type { KeeperSpec } from '../../src/domain/keeper.ts';
import type { StoredSecureValue } from './vault.ts';

/** A keeper as the store has it. Times are unix seconds. */
export interface StoredKeeper extends Pick<
  StoredSecureValue,
  | 'namespace'
  | 'name'
  | 'uid'
  | 'labels'
  | 'annotations'
  | 'ownerReferences'
  | 'createdAt'
  | 'createdBy'
  | 'updatedAt'
  | 'updatedBy'
> {
  readonly spec: KeeperSpec;
  /** Whether new values of the namespace go to it. */
  readonly active: boolean;
}

/** What a caller decides about a keeper; the store decides the rest. */
export type KeeperDraft = Pick<
  StoredKeeper,
  'namespace' | 'name' | 'spec' | 'labels' | 'annotations' | 'ownerReferences'
>;

/** What stands in the way of a change of a keeper. */
export type KeeperErrorCode = 'already-exists' | 'not-found' | 'active' | 'in-use';

/** An error that carries a code and no input. */
export class KeeperError extends Error {
  readonly code: KeeperErrorCode;

  constructor(code: KeeperErrorCode) {
    super(`keeper: ${code}`);
    this.name = 'KeeperError';
    this.code = code;
  }
}

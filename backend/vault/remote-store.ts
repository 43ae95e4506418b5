import type { AwsKeeper } from '../../src/domain/keeper.ts';
import type { SecretValue } from './secret-value.ts';

/**
 * A client of the stores that keepers stand for. Of what it throws nothing is shown, and only a `code` is logged, if it
 * has one. It gives up by itself well within the 34 seconds of a request.
 */
export interface RemoteStore {
  /** Keeps a value under a name that has none. Uses the value up. */
  write(place: AwsKeeper, externalId: string, value: SecretValue): Promise<void>;
  read(place: AwsKeeper, externalId: string): Promise<SecretValue>;
  /** Removes what is there, if anything is, for good. */
  remove(place: AwsKeeper, externalId: string): Promise<void>;
}

/**
 * A keeper did not do what it was asked to, and nothing has changed. `code` says why to those who run the service: the
 * code of what its store threw, or one of ours.
 */
export class KeeperFailedError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`keeper failed: ${code}`);
    this.name = 'KeeperFailedError';
    this.code = code;
  }
}

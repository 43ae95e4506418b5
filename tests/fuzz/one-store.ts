import type { AwsKeeper } from '../../src/domain/keeper.ts';
import type { RemoteStore } from '../../backend/vault/remote-store.ts';
import type { SecretValue } from '../../backend/vault/secret-value.ts';
import { RemoteStoreStandIn } from '../../backend/vault/testing/remote-store-stand-in.ts';

const PLACE: AwsKeeper = {
  region: 'eu-west-1',
  assumeRole: { assumeRoleArn: 'arn:aws:iam::000000000000:role/grafana', externalID: 'ext-1' },
};

/** The same store for every keeper, so that a keeper can be changed in any way and still finds what it keeps. */
export class OneStore implements RemoteStore {
  readonly #store = new RemoteStoreStandIn();

  /** Another text after every change of what is kept. */
  get state(): string {
    return this.#store.values.join();
  }

  write(_place: AwsKeeper, externalId: string, value: SecretValue): Promise<void> {
    return this.#store.write(PLACE, externalId, value);
  }

  read(_place: AwsKeeper, externalId: string): Promise<SecretValue> {
    return this.#store.read(PLACE, externalId);
  }

  remove(_place: AwsKeeper, externalId: string): Promise<void> {
    return this.#store.remove(PLACE, externalId);
  }
}

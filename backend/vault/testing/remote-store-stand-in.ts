import type { AwsKeeper } from '../../../src/domain/keeper.ts';
import type { RemoteStore } from '../remote-store.ts';
import { SecretValue } from '../secret-value.ts';

type Operation = 'write' | 'read' | 'remove';

/** What the stand-in throws while it is down: with everything in it that must go no further. */
class StandInError extends Error {
  readonly code = 'ECONNREFUSED';
}

/** Stores of other companies, in memory: one for each role that is entered by. */
export class RemoteStoreStandIn implements RemoteStore {
  /** What fails from now on. */
  readonly down = new Set<Operation>();
  /** What was asked for, failures included. */
  readonly asked: Operation[] = [];
  /** Runs before a request is answered, as long as it takes. */
  meanwhile: () => Promise<void> = async () => undefined;
  readonly #entries = new Map<string, Buffer>();

  async write(place: AwsKeeper, externalId: string, value: SecretValue): Promise<void> {
    const bytes = value.use((lent) => Buffer.from(lent));
    await this.#answer('write', bytes.toString());
    this.#entries.set(keyOf(place, externalId), bytes);
  }

  async read(place: AwsKeeper, externalId: string): Promise<SecretValue> {
    const bytes = this.#entries.get(keyOf(place, externalId));
    await this.#answer('read', bytes?.toString());
    if (bytes === undefined) {
      throw new StandInError('there is no such entry');
    }
    return SecretValue.fromBuffer(Buffer.from(bytes));
  }

  async remove(place: AwsKeeper, externalId: string): Promise<void> {
    await this.#answer('remove', externalId);
    this.#entries.delete(keyOf(place, externalId));
  }

  /** Everything that is kept, in the order in which it came. */
  get values(): string[] {
    return [...this.#entries.values()].map((bytes) => bytes.toString());
  }

  /** Somebody keeps a value here without us. */
  keep(place: AwsKeeper, externalId: string, text: string): void {
    this.#entries.set(keyOf(place, externalId), Buffer.from(text));
  }

  async #answer(operation: Operation, detail: string | undefined): Promise<void> {
    this.asked.push(operation);
    await this.meanwhile();
    if (this.down.has(operation)) {
      throw new StandInError(`refused: ${detail}`);
    }
  }
}

function keyOf({ region, assumeRole }: AwsKeeper, externalId: string): string {
  return JSON.stringify([region, assumeRole?.assumeRoleArn, externalId]);
}

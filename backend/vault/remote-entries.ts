import { type Kysely, sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { SYSTEM_KEEPER } from '../../src/domain/api-group.ts';
import type { StoredKeeper } from './keeper.ts';
import type { Schema } from './schema.ts';

/** The path that Grafana keeps its secrets under in AWS, by its documentation. */
const PREFIX = 'grafana-secrets-manager';

/** Literals: bound parameters would keep the databases from using the index of what is kept elsewhere. */
const ACTIVE = sql.lit(1 as const);
const SYSTEM = sql.lit(SYSTEM_KEEPER);

/** Long enough that whatever wrote an entry has ended, however it ended: a request has 34 seconds. In seconds. */
const IN_FLIGHT_S = 600;

/** One request tidies up no more than this: each entry is a call to the keeper's store. */
const LEFT_OVER_MAX = 10;

/**
 * What there is of ours in the stores of keepers: written down before it is written there, and struck out when it is
 * gone from there. So nothing is forgotten there, whenever a backend dies.
 */
export class RemoteEntries {
  readonly #db: Kysely<Schema>;
  readonly #clock: () => number;

  /** @param clock Unix milliseconds. */
  constructor(db: Kysely<Schema>, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Announces an entry for a value of this secret; gives the name that it is to have there, which is never used twice. */
  async announce({ namespace, name: keeper }: StoredKeeper, secret: string): Promise<string> {
    const externalId = `${PREFIX}/${namespace}/${secret}/${randomUUID()}`;
    await this.#db
      .insertInto('remote_entry')
      .values({ external_id: externalId, namespace, keeper, created_at: this.#now() })
      .execute();
    return externalId;
  }

  /** An entry is gone. */
  async strike(externalId: string): Promise<void> {
    await this.#db.deleteFrom('remote_entry').where('external_id', '=', externalId).execute();
  }

  /** Some entries of a keeper that no secret names, and that nobody is about to name, the oldest first. */
  async leftOver({ namespace, name: keeper }: StoredKeeper): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('remote_entry')
      .select('external_id')
      .where('namespace', '=', namespace)
      .where('keeper', '=', keeper)
      .where('created_at', '<', this.#now() - IN_FLIGHT_S)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('secure_value')
              .select('secure_value.id')
              .whereRef('secure_value.external_id', '=', 'remote_entry.external_id')
              .where('secure_value.namespace', '=', namespace)
              .where('secure_value.keeper', '=', keeper)
              .where('secure_value.keeper', '<>', SYSTEM)
              .where('secure_value.active', '=', ACTIVE)
          )
        )
      )
      .orderBy('created_at')
      .limit(LEFT_OVER_MAX)
      .execute();
    return rows.map((row) => row.external_id);
  }

  #now(): number {
    return Math.floor(this.#clock() / 1000);
  }
}

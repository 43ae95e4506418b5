import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { type CustomTypesConfig, Pool, type PoolClient, type PoolConfig, types } from 'pg';
import { DatabaseUnavailableError, fromStatement, isFromServer, postgresErrorCode } from './postgres-errors.ts';
import { fromPostgresText, toPostgresText } from './postgres-text.ts';

/** An error that the connection does not outlive: it is not given to anybody else. */
const ENDS_CONNECTION = /^(08|57P)|^25P03$/;

const { INT8, TEXT } = types.builtins;

const parseInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError('a whole number of the database is too large');
  }
  return value;
};

/** Columns as SQLite gives them: numbers for `bigint`, every character in texts. */
const TYPES: CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format !== 'binary' && Number(oid) === INT8) {
      return parseInteger;
    }
    return format !== 'binary' && Number(oid) === TEXT ? fromPostgresText : types.getTypeParser(oid, format);
  },
};

/**
 * A pool of connections for Kysely, in which texts may hold any character, and whose errors say no more than a code.
 * A connection that is lost is forgotten, and the next request makes another.
 */
export function openPool(config: PoolConfig): PostgresPool {
  const pool = new Pool({ ...config, types: TYPES });
  // Of a connection that is lost. Without listeners such an event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const lent = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: {},
    connect: async () => {
      const client = await connect(pool);
      const known = lent.get(client) ?? new LentClient(client);
      lent.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw new DatabaseUnavailableError(postgresErrorCode(error));
  }
}

/** A connection as Kysely borrows it, again and again. */
class LentClient implements PostgresPoolClient {
  readonly #client: PostgresPoolClient;
  #isUsable = true;

  constructor(client: PostgresPoolClient) {
    this.#client = client;
  }

  query<Row>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(
    statement: string | PostgresCursor<Row>,
    parameters: readonly unknown[] = []
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof statement !== 'string') {
      throw new TypeError('streams need a cursor, which this pool does not have');
    }
    return this.#run(statement, parameters);
  }

  release(destroy = false): void {
    this.#client.release(destroy || !this.#isUsable);
  }

  async #run<Row>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    try {
      return await this.#client.query<Row>(statement, parameters.map(toParameter));
    } catch (error) {
      // After a time-out, too, the answer may still come, to whoever has the connection then.
      this.#isUsable &&= isFromServer(error) && !ENDS_CONNECTION.test(postgresErrorCode(error));
      throw fromStatement(error);
    }
  }
}

function toParameter(parameter: unknown): unknown {
  return typeof parameter === 'string' ? toPostgresText(parameter) : parameter;
}

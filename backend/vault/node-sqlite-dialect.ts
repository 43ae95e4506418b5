import { SqliteAdapter, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { isUint8Array } from 'node:util/types';

/**
 * Kysely over Node's own SQLite: its dialect for better-sqlite3, on an adapter. There is one connection, and Kysely
 * lends it to one transaction or query at a time.
 */
export class NodeSqliteDialect extends SqliteDialect {
  constructor(database: DatabaseSync) {
    super({ database: adaptDatabase(database) });
  }

  override createAdapter(): SqliteAdapter {
    return new NodeSqliteAdapter();
  }
}

/** SQLite runs DDL in transactions; with this, Kysely's migrator makes all of a migration or none of it. */
class NodeSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** More than there are queries in the service; those with lists of ids of every length come and go. */
const STATEMENTS_MAX = 128;

/** Keeps statements prepared: to prepare one takes longer than to run it. */
function adaptDatabase(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = prepared.get(sql) ?? adaptStatement(database.prepare(sql));
      prepared.delete(sql);
      prepared.set(sql, statement);
      const [longestUnused] = prepared.size > STATEMENTS_MAX ? prepared.keys() : [];
      if (longestUnused !== undefined) {
        prepared.delete(longestUnused);
      }
      return statement;
    },
  };
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(toInput)),
    run: (parameters) => statement.run(...parameters.map(toInput)),
    iterate: (parameters) => statement.iterate(...parameters.map(toInput)),
  };
}

/** Says which type SQLite cannot bind; the value itself stays out of the error. */
export function toInput(parameter: unknown): SQLInputValue {
  if (parameter === null || isUint8Array(parameter)) {
    return parameter;
  }
  if (typeof parameter === 'string' || typeof parameter === 'number' || typeof parameter === 'bigint') {
    return parameter;
  }
  throw new TypeError(`SQLite has no ${typeof parameter} parameters`);
}

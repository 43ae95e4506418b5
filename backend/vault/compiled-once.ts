import type { Compilable, CompiledQuery, DialectAdapter, Kysely } from 'kysely';
import { committedReadOf } from './committed-read.ts';
import type { Schema } from './schema.ts';

/**
 * A query that is asked again and again: Kysely puts it together once for each database, its transactions included, which
 * takes longer than SQLite takes to answer it. Outside of a transaction it is read past Kysely where that can be done.
 *
 * @param build the query, with any values for its parameters.
 * @returns runs it with these values, in the order in which they stand in the query.
 */
export function compiledOnce<Row>(
  build: (db: Kysely<Schema>) => Compilable<Row>
): (db: Kysely<Schema>, parameters: readonly unknown[]) => Promise<readonly Row[]> {
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  return async (db, parameters) => {
    // A transaction is a Kysely of its own; what it has in common with its database is the adapter.
    const { adapter } = db.getExecutor();
    let query = compiled.get(adapter);
    if (query === undefined) {
      query = build(db).compile();
      compiled.set(adapter, query);
    }
    const read = query.query.kind === 'SelectQueryNode' ? committedReadOf(db) : undefined;
    if (read !== undefined) {
      return read<Row>(query.sql, parameters);
    }
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}

import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * A query that is asked with every request: Kysely puts it together once for each database, which takes longer than
 * SQLite takes to answer it.
 *
 * @param build the query, with any values for its parameters.
 * @returns runs it with these values, in the order in which they stand in the query.
 */
export function compiledOnce<Row>(
  build: (db: Kysely<Schema>) => Compilable<Row>
): (db: Kysely<Schema>, parameters: readonly unknown[]) => Promise<readonly Row[]> {
  const compiled = new WeakMap<Kysely<Schema>, CompiledQuery<Row>>();
  return async (db, parameters) => {
    const query = compiled.get(db) ?? build(db).compile();
    compiled.set(db, query);
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}

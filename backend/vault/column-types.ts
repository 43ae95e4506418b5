import { type RawBuilder, sql } from 'kysely';

/** The kinds of database that secrets are kept in. */
export type DatabaseKind = 'sqlite' | 'postgres';

/** What a migration writes where the kinds of database differ; everything else in it is SQL that both read. */
export interface ColumnTypes {
  /** Unicode, compared by code points: `=`, unique indexes and `order by` are the same everywhere. */
  readonly text: RawBuilder<unknown>;
  /** Whole numbers of up to 53 bits: unix seconds, versions, flags. */
  readonly integer: RawBuilder<unknown>;
  readonly bytes: RawBuilder<unknown>;
  /** The primary key of a table that numbers its rows itself, upwards, and gives no number twice. */
  readonly rowNumber: RawBuilder<unknown>;
  /** What comes behind the last bracket of `create table`. */
  readonly tableOptions: RawBuilder<unknown>;
  /** A condition for `check`: the text in the column is JSON, or there is none. */
  readonly isJson: (column: string) => RawBuilder<unknown>;
}

export const COLUMN_TYPES: Readonly<Record<DatabaseKind, ColumnTypes>> = {
  sqlite: {
    text: sql`text`,
    integer: sql`integer`,
    bytes: sql`blob`,
    rowNumber: sql`integer primary key autoincrement`,
    tableOptions: sql`strict`,
    isJson: (column) => sql`json_valid(${sql.ref(column)})`,
  },
  postgres: {
    text: sql`text collate "C"`,
    integer: sql`bigint`,
    bytes: sql`bytea`,
    rowNumber: sql`bigint generated always as identity primary key`,
    tableOptions: sql``,
    // PostgreSQL 15 has no predicate for it: the cast fails.
    isJson: (column) => sql`(${sql.ref(column)} is null or ${sql.ref(column)}::json is not null)`,
  },
};

import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

/** The tables of {@link Schema}, in SQLite. A released migration never changes; a change of the schema is a new one. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_secure_values': { up: createSecureValues },
  '0002_tokens': { up: createTokens },
};

/** The database is not what this version of Strongroom can work with. */
export class SchemaError extends Error {
  constructor(cause: unknown) {
    super(
      'the schema of the store is unknown or could not be changed: run the version of Strongroom that last wrote it',
      {
        cause,
      }
    );
    this.name = 'SchemaError';
  }
}

/** Brings a database up to date, in one transaction. Throws {@link SchemaError} if a newer Strongroom has written it. */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableName: 'schema_version',
    migrationLockTableName: 'schema_version_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new SchemaError(error);
  }
}

async function createSecureValues(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table secure_value (
      id integer primary key autoincrement,
      namespace text not null,
      name text not null,
      version integer not null,
      uid text not null,
      active integer not null check (active in (0, 1)),
      description text not null,
      ref text,
      decrypters text not null,
      labels text not null,
      annotations text not null,
      owner_references text not null,
      keeper text not null,
      external_id text not null,
      created_at integer not null,
      created_by text not null,
      updated_at integer not null,
      updated_by text not null,
      unique (namespace, name, version)
    ) strict
  `.execute(db);
  await sql`create unique index secure_value_active on secure_value (namespace, name) where active = 1`.execute(db);
  await sql`
    create index secure_value_newest on secure_value (namespace, updated_at, id) where active = 1
  `.execute(db);

  await sql`
    create table key_encryption_key (
      id text primary key,
      key_check blob not null
    ) strict
  `.execute(db);

  // A table of its own, where rows are only ever added at the end and changed in place. SQLite never moves such rows,
  // and so leaves no copy of one in the unused part of a page, which `secure_delete` does not reach.
  await sql`
    create table data_key (
      secure_value_id integer primary key references secure_value (id),
      kek_id text not null references key_encryption_key (id),
      wrap_iv blob not null,
      wrapped_dek blob not null check (length(wrapped_dek) = 32),
      wrap_tag blob not null,
      destroyed integer not null check (destroyed in (0, 1))
    ) strict
  `.execute(db);
  await sql`create index data_key_in_use on data_key (kek_id) where destroyed = 0`.execute(db);

  await sql`
    create table secure_value_payload (
      secure_value_id integer primary key references secure_value (id),
      fmt text not null,
      iv blob not null,
      ct blob not null,
      tag blob not null
    ) strict
  `.execute(db);
}

async function createTokens(db: Kysely<unknown>): Promise<void> {
  // Other kinds of token will have columns of their own, which SQLite can add, and no role.
  await sql`
    create table token (
      id text primary key,
      secret_digest blob not null check (length(secret_digest) = 32),
      kind text not null,
      role text,
      permissions text check (json_valid(permissions)),
      namespace text not null,
      created_at integer not null,
      created_by text not null,
      not_before integer not null,
      expires_at integer not null,
      revoked_at integer,
      last_used_at integer,
      check ((kind = 'management') = (role is not null and permissions is not null))
    ) strict
  `.execute(db);
}

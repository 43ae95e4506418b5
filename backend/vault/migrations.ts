import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { COLUMN_TYPES, type ColumnTypes, type DatabaseKind } from './column-types.ts';
import { DatabaseUnavailableError } from './postgres-errors.ts';

/** A change of the schema, in SQL that every kind of database reads but for the types of its columns. */
type SchemaChange = (db: Kysely<unknown>, types: ColumnTypes) => Promise<void>;

/** The tables of {@link Schema}. A released migration never changes; a change of the schema is a new one. */
const MIGRATIONS: Readonly<Record<string, SchemaChange>> = {
  '0001_secure_values': createSecureValues,
  '0002_tokens': createTokens,
  '0003_decrypter_tokens': addDecrypterTokens,
  '0004_keepers': createKeepers,
  '0005_audit': createAudit,
  '0006_retired_keys': addRetiredKeys,
  '0007_sweep': prepareSweep,
  '0008_expired_tokens': addExpiredTokens,
};

export interface MigratedDatabase {
  readonly kind: DatabaseKind;
  /** Where tables go that name none, if there can be others beside it. */
  readonly schema?: string;
}

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

/**
 * Brings a database up to date, in one transaction; of several backends that start at once, one does, and the others
 * wait for it. Throws {@link SchemaError} if a newer Strongroom has written it, `unavailable` if the connection was lost.
 */
export async function migrate<Tables>(db: Kysely<Tables>, database: MigratedDatabase): Promise<void> {
  const { error } = await migratorOf(db, database).migrateToLatest();
  if (error !== undefined) {
    throw error instanceof DatabaseUnavailableError ? error : new SchemaError(error);
  }
}

/** The first change that a database of an earlier Strongroom still needs; undefined for one that is new, or up to date. */
export async function pendingChange<Tables>(
  db: Kysely<Tables>,
  database: MigratedDatabase
): Promise<string | undefined> {
  const changes = await migratorOf(db, database).getMigrations();
  const isNew = changes.every(({ executedAt }) => executedAt === undefined);
  return isNew ? undefined : changes.find(({ executedAt }) => executedAt === undefined)?.name;
}

/** What can make some of the changes and leave others: for tests of what each finds. */
export function migratorOf<Tables>(db: Kysely<Tables>, { kind, schema }: MigratedDatabase): Migrator {
  const types = COLUMN_TYPES[kind];
  const migrations = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, change]) => [
      name,
      { up: (trx: Kysely<unknown>): Promise<void> => change(trx, types) },
    ])
  );
  return new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
    migrationTableName: 'schema_version',
    migrationLockTableName: 'schema_version_lock',
  });
}

async function createSecureValues(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { text, integer, bytes, rowNumber, tableOptions } = types;
  await sql`
    create table secure_value (
      id ${rowNumber},
      namespace ${text} not null,
      name ${text} not null,
      version ${integer} not null,
      uid ${text} not null,
      active ${integer} not null check (active in (0, 1)),
      description ${text} not null,
      ref ${text},
      decrypters ${text} not null,
      labels ${text} not null,
      annotations ${text} not null,
      owner_references ${text} not null,
      keeper ${text} not null,
      external_id ${text} not null,
      created_at ${integer} not null,
      created_by ${text} not null,
      updated_at ${integer} not null,
      updated_by ${text} not null,
      unique (namespace, name, version)
    ) ${tableOptions}
  `.execute(db);
  await sql`create unique index secure_value_active on secure_value (namespace, name) where active = 1`.execute(db);
  await sql`
    create index secure_value_newest on secure_value (namespace, updated_at, id) where active = 1
  `.execute(db);

  await sql`
    create table key_encryption_key (
      id ${text} primary key,
      key_check ${bytes} not null
    ) ${tableOptions}
  `.execute(db);

  // A table of its own, where rows are only ever added at the end and changed in place. SQLite never moves such rows,
  // and so leaves no copy of one in the unused part of a page, which `secure_delete` does not reach.
  await sql`
    create table data_key (
      secure_value_id ${integer} primary key references secure_value (id),
      kek_id ${text} not null references key_encryption_key (id),
      wrap_iv ${bytes} not null,
      wrapped_dek ${bytes} not null check (length(wrapped_dek) = 32),
      wrap_tag ${bytes} not null,
      destroyed ${integer} not null check (destroyed in (0, 1))
    ) ${tableOptions}
  `.execute(db);
  await sql`create index data_key_in_use on data_key (kek_id) where destroyed = 0`.execute(db);

  await sql`
    create table secure_value_payload (
      secure_value_id ${integer} primary key references secure_value (id),
      fmt ${text} not null,
      iv ${bytes} not null,
      ct ${bytes} not null,
      tag ${bytes} not null
    ) ${tableOptions}
  `.execute(db);
}

async function createTokens(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { text, integer, bytes, tableOptions, isJson } = types;
  // Other kinds of token will have columns of their own, which SQLite can add, and no role.
  await sql`
    create table token (
      id ${text} primary key,
      secret_digest ${bytes} not null check (length(secret_digest) = 32),
      kind ${text} not null,
      role ${text},
      permissions ${text} check (${isJson('permissions')}),
      namespace ${text} not null,
      created_at ${integer} not null,
      created_by ${text} not null,
      not_before ${integer} not null,
      expires_at ${integer} not null,
      revoked_at ${integer},
      last_used_at ${integer},
      check ((kind = 'management') = (role is not null and permissions is not null))
    ) ${tableOptions}
  `.execute(db);
}

async function addDecrypterTokens(db: Kysely<unknown>, { text, isJson }: ColumnTypes): Promise<void> {
  const columns = [
    sql`decrypter ${text} check ((kind = 'decrypter') = (decrypter is not null))`,
    sql`name_patterns ${text} check (${isJson('name_patterns')})`,
    sql`source_ranges ${text} check (${isJson('source_ranges')})`,
  ];
  for (const column of columns) {
    await sql`alter table token add column ${column}`.execute(db);
  }
}

async function createKeepers(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { text, integer, rowNumber, tableOptions, isJson } = types;
  await sql`
    create table keeper (
      id ${rowNumber},
      namespace ${text} not null,
      name ${text} not null,
      uid ${text} not null,
      active ${integer} not null check (active in (0, 1)),
      spec ${text} not null check (${isJson('spec')}),
      labels ${text} not null check (${isJson('labels')}),
      annotations ${text} not null check (${isJson('annotations')}),
      owner_references ${text} not null check (${isJson('owner_references')}),
      created_at ${integer} not null,
      created_by ${text} not null,
      updated_at ${integer} not null,
      updated_by ${text} not null,
      unique (namespace, name)
    ) ${tableOptions}
  `.execute(db);
  await sql`create unique index keeper_active on keeper (namespace) where active = 1`.execute(db);

  await sql`
    create table remote_entry (
      external_id ${text} primary key,
      namespace ${text} not null,
      keeper ${text} not null,
      created_at ${integer} not null
    ) ${tableOptions}
  `.execute(db);
  await sql`create index remote_entry_keeper on remote_entry (namespace, keeper, created_at)`.execute(db);
  await sql`
    create index secure_value_kept_elsewhere on secure_value (namespace, keeper, external_id)
    where active = 1 and keeper <> 'system'
  `.execute(db);
}

async function createAudit(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { text, integer, bytes, rowNumber, tableOptions, isJson } = types;
  await sql`
    create table audit_chain (
      id ${text} primary key,
      kek_id ${text} not null references key_encryption_key (id),
      wrap_iv ${bytes} not null,
      wrapped_dek ${bytes} not null check (length(wrapped_dek) = 32),
      wrap_tag ${bytes} not null,
      fmt ${text} not null,
      iv ${bytes} not null,
      ct ${bytes} not null,
      tag ${bytes} not null,
      reached ${integer} not null
    ) ${tableOptions}
  `.execute(db);
  await sql`
    create table audit_outbox (
      id ${rowNumber},
      chain_id ${text} not null,
      entry ${text} not null check (${isJson('entry')})
    ) ${tableOptions}
  `.execute(db);
  await sql`create index audit_outbox_chain on audit_outbox (chain_id, id)`.execute(db);
}

async function addRetiredKeys(db: Kysely<unknown>, { integer }: ColumnTypes): Promise<void> {
  await sql`alter table key_encryption_key add column retired_at ${integer}`.execute(db);
}

async function prepareSweep(db: Kysely<unknown>, { text, integer, tableOptions }: ColumnTypes): Promise<void> {
  await sql`alter table secure_value add column retired_at ${integer}`.execute(db);
  await sql`update secure_value set retired_at = updated_at where active = 0`.execute(db);
  await sql`create index secure_value_retired on secure_value (retired_at) where active = 0`.execute(db);
  await sql`
    create table lease (
      name ${text} primary key,
      holder ${text} not null,
      expires_at ${integer} not null
    ) ${tableOptions}
  `.execute(db);
}

async function addExpiredTokens(db: Kysely<unknown>, { integer }: ColumnTypes): Promise<void> {
  await sql`alter table token add column expired_at ${integer}`.execute(db);
}

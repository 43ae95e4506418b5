import { Kysely, PostgresDialect, sql } from 'kysely';
import { DatabaseSync } from 'node:sqlite';
import { type MigratedDatabase, migrate, migratorOf } from './migrations.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import { openPool } from './postgres-pool.ts';
import type { Schema } from './schema.ts';
import { describePostgres } from './testing/postgres.ts';
import { listActive } from './versions.ts';

interface Connected {
  readonly db: Kysely<Schema>;
  readonly database: MigratedDatabase;
}

function describeMigrations(connect: () => Promise<Connected>): void {
  let db: Kysely<Schema>;
  let database: MigratedDatabase;
  beforeEach(async () => {
    ({ db, database } = await connect());
  });
  afterEach(() => db.destroy());

  it('keeps what a store of the first version holds', async () => {
    await migratorOf(db, database).migrateTo('0001_secure_values');
    await sql`
      insert into secure_value (namespace, name, version, uid, active, description, decrypters, labels, annotations,
        owner_references, keeper, external_id, created_at, created_by, updated_at, updated_by)
      values ('default', 'a', 3, 'uid', 1, 'd', '["k6-cloud"]', '{}', '{}', '[]', 'system', '', 1, 'user:ada', 2, 'user:bob')
    `.execute(db);
    await migrate(db, database);
    expect(await listActive(db, 'default')).toEqual([
      expect.objectContaining({ name: 'a', version: 3, decrypters: ['k6-cloud'], createdAt: 1, updatedBy: 'user:bob' }),
    ]);
    expect(await db.selectFrom('token').selectAll().execute()).toEqual([]);
  });

  it('can stop behind each change, and go on from there', async () => {
    const names = (await migratorOf(db, database).getMigrations()).map(({ name }) => name);
    for (const name of names) {
      const { error } = await migratorOf(db, database).migrateTo(name);
      expect(error).toBeUndefined();
    }
    await migrate(db, database);
    expect((await migratorOf(db, database).getMigrations()).every(({ executedAt }) => executedAt !== undefined)).toBe(
      true
    );
  });

  it('refuses the store of a newer Strongroom', async () => {
    await migrate(db, database);
    await sql`insert into schema_version values ('9999_later', '2030-01-01T00:00:00.000Z')`.execute(db);
    await expect(migrate(db, database)).rejects.toMatchObject({ name: 'SchemaError' });
  });
}

describe('migrations in SQLite', () => {
  describeMigrations(async () => ({
    db: new Kysely<Schema>({ dialect: new NodeSqliteDialect(new DatabaseSync(':memory:')) }),
    database: { kind: 'sqlite' },
  }));
});

describePostgres('migrations in PostgreSQL', (server) => {
  describeMigrations(async () => {
    const { url, schema } = await server().createDatabase();
    const pool = openPool({ connectionString: url.connectionString });
    return {
      db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }),
      database: { kind: 'postgres', schema },
    };
  });
});

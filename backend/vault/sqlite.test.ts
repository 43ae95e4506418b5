import { sql } from 'kysely';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqlDatabase } from './sql-store.ts';
import { openSqlite } from './sqlite.ts';

let directory: string;
let path: string;
let store: SqlDatabase;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-sqlite-'));
  path = join(directory, 'test.db');
  store = await openSqlite(path);
});

afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

async function pragma(name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(store.db);
  return Object.values(rows[0] ?? {})[0];
}

describe('openSqlite', () => {
  it.each([
    ['journal_mode', 'wal'],
    ['synchronous', 2], // FULL
    ['fullfsync', 1],
    ['checkpoint_fullfsync', 1],
    ['secure_delete', 1],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
    ['temp_store', 2], // MEMORY
    ['busy_timeout', 1000],
  ])('sets %s to %s', async (name, setting) => {
    expect(await pragma(name)).toBe(setting);
  });

  it('makes files that only their owner can reach', async () => {
    const umask = process.umask(0);
    try {
      await store.close();
      await rm(path);
      store = await openSqlite(path);
      await store.db
        .insertInto('key_encryption_key')
        .values({ id: 'a', key_check: Buffer.alloc(32) })
        .execute();
    } finally {
      process.umask(umask);
    }
    const files = await readdir(directory);
    expect(files.sort()).toEqual(['test.db', 'test.db-shm', 'test.db-wal']);
    const modes = await Promise.all(files.map(async (file) => (await stat(join(directory, file))).mode & 0o777));
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  it('keeps what there is, and leaves one file when it closes', async () => {
    await store.db
      .insertInto('key_encryption_key')
      .values({ id: 'a', key_check: Buffer.alloc(32) })
      .execute();
    await store.close();
    expect(await readdir(directory)).toEqual(['test.db']);
    store = await openSqlite(path);
    expect(await store.db.selectFrom('key_encryption_key').select('id').execute()).toEqual([{ id: 'a' }]);
  });

  it('refuses the database of a newer Strongroom, and leaves it as it is', async () => {
    await sql`insert into schema_version values ('9999_later', '2030-01-01T00:00:00.000Z')`.execute(store.db);
    await store.close();
    const before = (await stat(path)).mtimeMs;
    await expect(openSqlite(path)).rejects.toEqual(expect.objectContaining({ name: 'SchemaError' }));
    expect((await stat(path)).mtimeMs).toBe(before);
  });
});

describe('the schema', () => {
  const row = {
    namespace: 'default',
    name: 'token',
    version: 1,
    uid: 'uid',
    active: 1,
    description: '',
    ref: null,
    decrypters: '[]',
    labels: '{}',
    annotations: '{}',
    owner_references: '[]',
    keeper: 'system',
    external_id: '',
    created_at: 0,
    created_by: '',
    updated_at: 0,
    updated_by: '',
  } as const;
  const insert = (changes: Partial<Record<keyof typeof row, unknown>>) =>
    sql`insert into secure_value (${sql.join(Object.keys(row).map((column) => sql.ref(column)))})
        values (${sql.join(Object.values({ ...row, ...changes }))})`.execute(store.db);

  it('has one active version of a name, and each number once', async () => {
    await insert({});
    await expect(insert({ version: 2 })).rejects.toThrow('UNIQUE constraint failed');
    await expect(insert({ active: 0 })).rejects.toThrow('UNIQUE constraint failed');
    await insert({ version: 2, active: 0 });
    await insert({ namespace: 'other' });
  });

  it('has no value without a version, and no data key under an unknown key', async () => {
    const payload = { secure_value_id: 1, fmt: 'svs1', iv: Buffer.alloc(1), ct: Buffer.alloc(1), tag: Buffer.alloc(1) };
    await expect(store.db.insertInto('secure_value_payload').values(payload).execute()).rejects.toThrow('FOREIGN KEY');
    await insert({});
    await store.db.insertInto('secure_value_payload').values(payload).execute();
    const bytes = Buffer.alloc(32);
    const key = {
      secure_value_id: 1,
      kek_id: 'x',
      wrap_iv: bytes,
      wrapped_dek: bytes,
      wrap_tag: bytes,
      destroyed: 0 as const,
    };
    await expect(store.db.insertInto('data_key').values(key).execute()).rejects.toThrow('FOREIGN KEY');
  });

  it('reads active versions by their indexes', async () => {
    const plan = async (query: string) =>
      JSON.stringify((await sql`explain query plan ${sql.raw(query)}`.execute(store.db)).rows);
    const where = `select * from secure_value where namespace = 'a' and active = 1`;
    expect(await plan(`${where} order by updated_at desc, id desc`)).toMatch(/secure_value_newest/);
    expect(await plan(`${where} order by updated_at desc, id desc`)).not.toMatch(/TEMP B-TREE/);
    expect(await plan(`${where} and name = 'b'`)).toMatch(/secure_value_active/);
  });
});

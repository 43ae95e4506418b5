import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { DatabaseSync } from 'node:sqlite';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';

interface Tables {
  note: { id: number; text: string };
}

let db: Kysely<Tables>;

beforeEach(async () => {
  db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(new DatabaseSync(':memory:')) });
  await sql`create table note (id integer primary key, text text not null) strict`.execute(db);
});

afterEach(() => db.destroy());

/** A promise that the test settles. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: () => resolve() };
}

const texts = async () => (await db.selectFrom('note').select('text').orderBy('id').execute()).map(({ text }) => text);

describe('queries', () => {
  it('give rows, counts and ids', async () => {
    const inserted = await db.insertInto('note').values({ id: 7, text: 'a' }).executeTakeFirstOrThrow();
    expect(inserted).toMatchObject({ insertId: 7n, numInsertedOrUpdatedRows: 1n });
    const returned = await db.insertInto('note').values({ id: 8, text: 'b' }).returning('id').executeTakeFirst();
    expect(returned).toEqual({ id: 8 });
    const changed = await db.updateTable('note').set({ text: 'c' }).executeTakeFirstOrThrow();
    expect(changed.numUpdatedRows).toBe(2n);
    expect(await texts()).toEqual(['c', 'c']);
  });

  it('stream', async () => {
    await db
      .insertInto('note')
      .values([1, 2].map((id) => ({ id, text: `note ${id}` })))
      .execute();
    const streamed: string[] = [];
    for await (const { text } of db.selectFrom('note').select('text').orderBy('id').stream()) {
      streamed.push(text);
    }
    expect(streamed).toEqual(['note 1', 'note 2']);
  });

  it('bind bytes, and refuse what SQLite does not have without naming it', async () => {
    const { rows } = await sql<{ bytes: Uint8Array }>`select ${Buffer.from('bytes')} as bytes`.execute(db);
    expect(rows.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['bytes']);
    for (const parameter of [true, new Date(0), undefined, ['text']]) {
      await expect(sql`select ${sql.val(parameter)}`.execute(db)).rejects.toThrow(
        `SQLite has no ${typeof parameter} parameters`
      );
    }
  });
});

describe('transactions', () => {
  it('run one after the other, also when one waits in the middle', async () => {
    const middle = gate();
    const first = db.transaction().execute(async (trx) => {
      await trx.insertInto('note').values({ id: 1, text: 'first' }).execute();
      await middle.passed;
      await trx.insertInto('note').values({ id: 2, text: 'first' }).execute();
      throw new Error('rolled back');
    });
    const second = db.transaction().execute(async (trx) => {
      await trx.insertInto('note').values({ id: 1, text: 'second' }).execute();
    });
    const read = texts();
    middle.open();
    await expect(first).rejects.toThrow('rolled back');
    await second;
    expect(await read).toEqual(['second']);
    expect(await texts()).toEqual(['second']);
  });

  it('do not let a query of another in between', async () => {
    const middle = gate();
    const transaction = db.transaction().execute(async (trx) => {
      await trx.insertInto('note').values({ id: 1, text: 'half' }).execute();
      await middle.passed;
      await trx.deleteFrom('note').execute();
    });
    const read = texts();
    middle.open();
    expect(await read).toEqual([]);
    await transaction;
  });

  it('roll back a migration that fails half-way', async () => {
    const provider = {
      getMigrations: async () => ({
        '1': {
          async up(trx: Kysely<unknown>) {
            await sql`create table half (id integer)`.execute(trx);
            await sql`create table note (id integer)`.execute(trx);
          },
        },
      }),
    };
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    expect(error).toBeDefined();
    const { rows } = await sql`select name from sqlite_master where name = 'half'`.execute(db);
    expect(rows).toEqual([]);
  });
});

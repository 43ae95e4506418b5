import { sql } from 'kysely';
import { advisoryLockOf } from './advisory-lock.ts';
import { DatabaseUrl } from './database-url.ts';
import { openPostgres } from './postgres.ts';
import type { SqlDatabase } from './sql-store.ts';
import { type TestDatabase, type UrlChanges, describePostgres } from './testing/postgres.ts';

const UNAVAILABLE = expect.objectContaining({ name: 'VaultError', code: 'unavailable' });

describePostgres('openPostgres', (server) => {
  const opened: SqlDatabase[] = [];
  const open = async (url: DatabaseUrl): Promise<SqlDatabase> => {
    const store = await openPostgres(url);
    opened.push(store);
    return store;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  const parsed = (text: string): DatabaseUrl => {
    const url = DatabaseUrl.parse(text);
    if (url === undefined) {
      throw new Error('it is no URL of a database');
    }
    return url;
  };

  it('lets many start at once on an empty database, and makes the tables once', async () => {
    const database = await server().createDatabase();
    const stores = await Promise.all(Array.from({ length: 6 }, () => open(database.url)));
    for (const store of stores) {
      expect(await store.db.selectFrom('secure_value').selectAll().execute()).toEqual([]);
    }
    const versions = await database.execute('select name from schema_version');
    expect(new Set(versions.map(({ name }) => name)).size).toBe(versions.length);
  });

  it('does not mind what else is in the database', async () => {
    const [one, other] = [await server().createDatabase(), await server().createDatabase()];
    await open(one.url);
    await (await open(one.url)).db.insertInto('key_encryption_key').values(aKey('one')).execute();
    const store = await open(other.url);
    expect(await store.db.selectFrom('key_encryption_key').select('id').execute()).toEqual([]);
  });

  describe('refuses to start, and says why', () => {
    const PASSWORD = 'P4ssw0rd-of-a-test';
    const url = (changes: UrlChanges) => parsed(server().urlWith({ password: PASSWORD, ...changes }));

    it.each<[string, () => DatabaseUrl, RegExp]>([
      ['a wrong password', () => url({}), /does not let this user in .*\(28P01\)$/],
      ['a user that it does not have', () => url({ user: 'nobody-here' }), /does not let this user in .*\(28P01\)$/],
      [
        'a database that it does not have',
        () => parsed(server().urlWith({ database: 'missing' })),
        /no database of that name.*\(3D000\)$/,
      ],
      ['a socket where nobody listens', () => url({ host: '/nonexistent' }), /cannot be reached.*\(ENOENT\)$/],
      [
        'a port where nobody listens',
        () => parsed(`postgres://u:${PASSWORD}@127.0.0.1:1/d`),
        /cannot be reached.*\(ECONNREFUSED\)$/,
      ],
      [
        'a certificate that is not there',
        () => url({ parameters: { sslmode: 'verify-full', sslrootcert: '/nonexistent.pem' } }),
        /a file that it names cannot be read \(ENOENT\)$/,
      ],
      ['TLS, which it does not speak', () => url({ parameters: { sslmode: 'verify-full' } }), /does not speak TLS/],
    ])('%s', async (_what, wrong, message) => {
      const error: unknown = await open(wrong()).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'DatabaseStartError', message: expect.stringMatching(message) });
      expect(String(error)).toMatch(/^DatabaseStartError: SECRETS_DATABASE_URL: /);
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(PASSWORD);
    });

    it('a user who may make no tables', async () => {
      const database = await server().createDatabase();
      await database.execute(`create role guest login password '${PASSWORD}'`);
      await database.execute('grant usage on schema public to guest');
      await expect(open(url({ user: 'guest' }))).rejects.toThrow(/may not create tables there.*\(42501\)$/);
    });

    it('a schema that is not there', async () => {
      const nowhere = server().urlWith({ parameters: { options: '-c search_path=nowhere' } });
      await expect(open(parsed(nowhere))).rejects.toThrow(/there is no schema for tables/);
    });

    it('another encoding', async () => {
      const database = await server().createDatabase();
      await database.execute(`create database latin encoding 'LATIN1' template template0`);
      await expect(open(parsed(server().urlWith({ database: 'latin' })))).rejects.toThrow(/encoding UTF8/);
    });
  });
});

describePostgres('a store in PostgreSQL', (server) => {
  let database: TestDatabase;
  let store: SqlDatabase;
  beforeEach(async () => {
    database = await server().createDatabase();
    store = await openPostgres(database.url);
  });
  afterEach(() => store.close());

  /** Ends every connection but the one that asks. */
  const cut = (): Promise<unknown> =>
    database.execute(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'strongroom' and pid <> pg_backend_pid()`
    );
  const answers = async (): Promise<number> => {
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(store.db);
    return rows.length;
  };

  it('gives whole numbers as numbers, and refuses to round one', async () => {
    const { rows } = await sql`select 9007199254740991::bigint as largest, count(*) from token`.execute(store.db);
    expect(rows).toEqual([{ largest: Number.MAX_SAFE_INTEGER, count: 0 }]);
    await expect(sql`select 9007199254740992::bigint`.execute(store.db)).rejects.toThrow();
    expect(await answers()).toBe(1);
  });

  it('says of a refused statement its code, and nothing of what it held', async () => {
    const insert = () => store.db.insertInto('key_encryption_key').values(aKey('S3cr3t')).execute();
    await insert();
    const error: unknown = await insert().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'PostgresError', code: '23505' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('S3cr3t');
  });

  it('forgets lost connections, and makes new ones', async () => {
    await Promise.all([answers(), answers()]);
    await cut();
    // Whether the loss has been noticed already or shows with the statement: the one after it works.
    await answers().catch((error: unknown) => expect(error).toEqual(UNAVAILABLE));
    await answers().catch((error: unknown) => expect(error).toEqual(UNAVAILABLE));
    expect(await answers()).toBe(1);
    expect(await store.isReachable()).toBe(true);
  });

  it('fails a change whose connection is lost in the middle, and nothing of it is there', async () => {
    const change = store.inTurn(['a'], async (trx) => {
      await trx.insertInto('key_encryption_key').values(aKey('half')).execute();
      await cut();
      await trx.insertInto('key_encryption_key').values(aKey('whole')).execute();
    });
    await expect(change).rejects.toEqual(UNAVAILABLE);
    expect(await store.db.selectFrom('key_encryption_key').select('id').execute()).toEqual([]);
  });

  it('outlives the loss of a connection that is lent and idle', async () => {
    const change = store.inTurn(['a'], async () => {
      await cut();
      // Reads what the server said, for as long as another statement takes there and back.
      await database.execute('select 1');
      return 'done';
    });
    await expect(change).rejects.toEqual(UNAVAILABLE);
    expect(await answers()).toBe(1);
  });

  it('answers again once the server does', async () => {
    await server().kill();
    await expect(answers()).rejects.toEqual(UNAVAILABLE);
    expect(await store.isReachable()).toBe(false);
    await server().start();
    expect(await store.isReachable()).toBe(true);
    expect(await answers()).toBe(1);
  });

  it('does not wait for a server that does not answer', async () => {
    const last = await openPostgres(database.url);
    expect(await last.isReachable()).toBe(true);
    await server().freeze();
    try {
      expect(await last.isReachable()).toBe(false);
      await last.close();
    } finally {
      server().thaw();
    }
    expect(await answers()).toBe(1);
  }, 15_000);

  it('gives a subject its turns one after the other, across backends, and each sees what the last one did', async () => {
    const other = await openPostgres(database.url);
    try {
      const count = async (from: SqlDatabase) =>
        from.inTurn(['counter'], async (trx) => {
          const { rows } = await sql<{ n: number }>`select count(*) as n from key_encryption_key`.execute(trx);
          const next = rows.map(({ n }) => `key-${n}`).join('');
          await trx.insertInto('key_encryption_key').values(aKey(next)).execute();
          return next;
        });
      const names = await Promise.all(Array.from({ length: 20 }, (_, index) => count(index % 2 === 0 ? store : other)));
      expect(new Set(names).size).toBe(20);
    } finally {
      await other.close();
    }
  });

  it('does not hold up other subjects', async () => {
    const held = Promise.withResolvers<void>();
    const first = store.inTurn(['a'], () => held.promise);
    expect(await store.inTurn(['b'], async () => 'b')).toBe('b');
    held.resolve();
    await first;
  });

  it('keeps to its isolation where the database has another default', async () => {
    await database.execute(
      `alter role strongroom in database postgres set default_transaction_isolation = 'serializable'`
    );
    try {
      const strict = await openPostgres(database.url);
      const level = await strict.inTurn(['a'], async (trx) => sql`show transaction_isolation`.execute(trx));
      expect(level.rows).toEqual([{ transaction_isolation: 'read committed' }]);
      await strict.close();
    } finally {
      await database.execute('alter role strongroom in database postgres reset default_transaction_isolation');
    }
  });
});

describe('advisoryLockOf', () => {
  it('tells subjects apart, however they are cut', () => {
    const subjects = [['a', 'b'], ['ab'], ['a', 'b', ''], ['', 'ab'], ['b', 'a']];
    expect(new Set(subjects.map(advisoryLockOf)).size).toBe(subjects.length);
    expect(advisoryLockOf(['a', 'b'])).toBe(advisoryLockOf(['a', 'b']));
  });
});

function aKey(id: string): { readonly id: string; readonly key_check: Uint8Array } {
  return { id, key_check: Buffer.alloc(32) };
}

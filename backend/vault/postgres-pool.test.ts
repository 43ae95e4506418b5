import { Kysely, PostgresDialect, sql } from 'kysely';
import { openPool } from './postgres-pool.ts';
import type { Schema } from './schema.ts';
import { describePostgres } from './testing/postgres.ts';

const UNAVAILABLE = expect.objectContaining({ name: 'VaultError', code: 'unavailable' });
/** Short, so that the test does not take long; longer than a connection and a statement take. In milliseconds. */
const TIMEOUT_MS = 2_000;

describePostgres('a pool of one connection', (server) => {
  let db: Kysely<Schema>;
  beforeEach(() => {
    const connectionString = server().urlWith({});
    const pool = openPool({ connectionString, max: 1, query_timeout: TIMEOUT_MS, connectionTimeoutMillis: TIMEOUT_MS });
    db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  });
  afterEach(() => db.destroy());

  const answer = async (): Promise<unknown> => (await sql`select 1 as one`.execute(db)).rows;

  it('gives up a connection that does not answer, and goes on with another', async () => {
    // Longer than both time-outs: who got this connection again would wait in vain.
    await expect(sql`select pg_sleep(30)`.execute(db)).rejects.toEqual(UNAVAILABLE);
    expect(await answer()).toEqual([{ one: 1 }]);
  });

  it('does not let anybody wait for ever for a connection', async () => {
    const release = Promise.withResolvers<void>();
    const held = db.connection().execute(() => release.promise);
    await expect(answer()).rejects.toEqual(UNAVAILABLE);
    release.resolve();
    await held;
    expect(await answer()).toEqual([{ one: 1 }]);
  });

  it('keeps a connection whose statement was refused', async () => {
    const pid = async () => (await sql`select pg_backend_pid() as pid`.execute(db)).rows;
    const before = await pid();
    await expect(sql`select nothing from nowhere`.execute(db)).rejects.toMatchObject({ code: '42P01' });
    expect(await pid()).toEqual(before);
  });

  it('has no streams, and says so', async () => {
    const read = async () => {
      for await (const row of db.selectFrom('token').selectAll().stream()) {
        throw new Error(`there is a row: ${row.id}`);
      }
    };
    await expect(read()).rejects.toThrow(/cursor/);
  });
});

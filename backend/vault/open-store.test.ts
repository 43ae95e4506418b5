import { sql } from 'kysely';
import { stat } from 'node:fs/promises';
import { DataDirectoryInUseError } from './lock.ts';
import { openStore } from './open-store.ts';
import { describeDatabases, type VaultPlace } from './testing/vault-place.ts';

/** By a constraint or, in PostgreSQL, by SQLSTATE: not null, unique, check, and text that is no JSON. */
const REFUSED = /constraint|23502|23505|23514|22P02/i;

describeDatabases((enter) => {
  let place: VaultPlace;
  beforeEach(async () => {
    place = await enter();
  });
  afterEach(() => place.leave());

  describe('openStore', () => {
    it('needs no key ring and makes none', async () => {
      const store = await openStore(place);
      expect(await store.db.selectFrom('token').selectAll().execute()).toEqual([]);
      await store.close();
      await expect(stat(place.keyFile)).rejects.toMatchObject({ code: 'ENOENT' });
      expect((await place.open()).sealed).toBe(false);
    });

    it('has the directory to itself until it is closed', async () => {
      const store = await openStore(place);
      await expect(place.open()).rejects.toBeInstanceOf(DataDirectoryInUseError);
      await store.close();
      await expect(openStore(place).then((again) => again.close())).resolves.toBeUndefined();
    });

    it('gives the directory back where the database is of a newer Strongroom', async () => {
      const store = await openStore(place);
      await sql`insert into schema_version values ('9999_later', '2030-01-01T00:00:00.000Z')`.execute(store.db);
      await store.close();
      for (let attempt = 0; attempt < 2; attempt += 1) {
        await expect(openStore(place)).rejects.toMatchObject({ name: 'SchemaError' });
      }
    });
  });

  it('takes no management token without what makes it one', async () => {
    const { db } = await place.open();
    const row = {
      ...{ id: 'a', secret_digest: new Uint8Array(32), kind: 'management', role: 'None', permissions: '[]' },
      ...{ namespace: 'default', created_at: 0, created_by: 'user:ada', not_before: 0, expires_at: 1 },
    };
    const insert = (changes: object) =>
      db
        .insertInto('token')
        .values({ ...row, ...changes })
        .execute();
    for (const changes of [
      { role: null },
      { permissions: null },
      { permissions: '[' },
      { secret_digest: new Uint8Array(31) },
    ]) {
      await expect(insert(changes)).rejects.toThrow(REFUSED);
    }
    await insert({});
    await expect(insert({})).rejects.toThrow(REFUSED);
  });
});

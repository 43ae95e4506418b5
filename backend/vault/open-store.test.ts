import { sql } from 'kysely';
import { stat } from 'node:fs/promises';
import { DataDirectoryInUseError } from './lock.ts';
import { openStore } from './open-store.ts';
import { SecretValue } from './secret-value.ts';
import { draftOf, enterVaultPlace, type VaultPlace } from './testing/vault-place.ts';

let place: VaultPlace;
beforeEach(async () => {
  place = await enterVaultPlace();
});
afterEach(() => place.leave());

describe('openStore', () => {
  it('needs no key ring and makes none', async () => {
    const store = await openStore(place.dataDir);
    expect(await store.db.selectFrom('token').selectAll().execute()).toEqual([]);
    await store.close();
    await expect(stat(place.keyFile)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await place.open()).sealed).toBe(false);
  });

  it('has the directory to itself until it is closed', async () => {
    const store = await openStore(place.dataDir);
    await expect(place.open()).rejects.toBeInstanceOf(DataDirectoryInUseError);
    await store.close();
    await expect(openStore(place.dataDir).then((again) => again.close())).resolves.toBeUndefined();
  });

  it('gives the directory back where the database is of a newer Strongroom', async () => {
    const store = await openStore(place.dataDir);
    await sql`insert into schema_version values ('9999_later', '2030-01-01T00:00:00.000Z')`.execute(store.db);
    await store.close();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(openStore(place.dataDir)).rejects.toMatchObject({ name: 'SchemaError' });
    }
  });
});

it('adds tokens to a store that was made before there were any', async () => {
  const vault = await place.open();
  await vault.create(draftOf('a'), SecretValue.fromUtf8('value'), 'user:ada');
  await sql`drop table token`.execute(vault.db);
  await sql`delete from schema_version where name = '0002_tokens'`.execute(vault.db);
  await vault.close();

  const again = await place.open();
  expect(await again.db.selectFrom('token').selectAll().execute()).toEqual([]);
  expect((await again.reveal('default', 'a')).use((bytes) => bytes.toString())).toBe('value');
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
    await expect(insert(changes)).rejects.toThrow(/constraint/i);
  }
  await insert({});
  await expect(insert({})).rejects.toThrow(/constraint/i);
});

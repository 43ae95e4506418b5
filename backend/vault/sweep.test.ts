import { takeLease } from './lease.ts';
import { SecretValue } from './secret-value.ts';
import type { SqlVault } from './sql-vault.ts';
import { GRACE_SECONDS, sweep } from './sweep.ts';
import { describeDatabases, draftOf, type VaultPlace } from './testing/vault-place.ts';

describeDatabases((enter) => {
  let place: VaultPlace;
  let vault: SqlVault;
  beforeEach(async () => {
    place = await enter();
    vault = await place.open();
  });
  afterEach(() => place.leave());

  const seconds = () => Math.floor(place.now / 1000);
  const value = () => SecretValue.fromUtf8('value');
  const versions = async () =>
    (await place.execute('select name, version, active from secure_value order by name, version')).map(
      (row) => `${row.name} ${row.version} ${row.active}`
    );
  const orphans = async () =>
    place.execute(
      'select secure_value_id from data_key where secure_value_id not in (select id from secure_value) union all ' +
        'select secure_value_id from secure_value_payload where secure_value_id not in (select id from secure_value)'
    );

  it('forgets versions when their time is over, and none that is active', async () => {
    await vault.create(draftOf('a'), value(), 'user:ada');
    await vault.create(draftOf('b'), value(), 'user:ada');
    place.now += 100_000;
    await vault.update(draftOf('a'), undefined, 'user:ada');
    await vault.delete('default', 'b', 'user:ada');
    place.now += GRACE_SECONDS * 1000 - 1000;
    expect(await sweep(vault.store, seconds())).toBe(0);
    expect(await versions()).toEqual(['a 1 0', 'a 2 1', 'b 1 0']);

    place.now += 1000;
    expect(await sweep(vault.store, seconds())).toBe(2);
    expect(await versions()).toEqual(['a 2 1']);
    expect(await orphans()).toEqual([]);
    expect((await vault.reveal('default', 'a')).use((bytes) => bytes.toString())).toBe('value');
    expect(await vault.update(draftOf('a'), undefined, 'user:ada')).toMatchObject({ version: 3 });
  });

  it('goes on counting versions of a name that is used again before that', async () => {
    await vault.create(draftOf('a'), value(), 'user:ada');
    await vault.delete('default', 'a', 'user:ada');
    expect(await vault.create(draftOf('a'), value(), 'user:ada')).toMatchObject({ version: 2 });
    place.now += GRACE_SECONDS * 1000;
    expect(await sweep(vault.store, seconds())).toBe(1);
    expect(await vault.update(draftOf('a'), undefined, 'user:ada')).toMatchObject({ version: 3 });
  });

  it('forgets more than fits a transaction', async () => {
    await vault.create(draftOf('a'), value(), 'user:ada');
    const others = 'description, ref, decrypters, labels, annotations, owner_references, keeper, external_id';
    const made = 'created_at, created_by, updated_at, updated_by';
    await place.execute(
      `insert into secure_value (namespace, name, version, uid, active, ${others}, ${made}, retired_at)
       with recursive numbers (number) as (select 1 union all select number + 1 from numbers where number < 1200)
       select namespace, 'old', number, 'uid', 0, ${others}, ${made}, updated_at from secure_value, numbers`
    );
    place.now += GRACE_SECONDS * 1000;
    expect(await sweep(vault.store, seconds())).toBe(1200);
    expect(await versions()).toEqual(['a 1 1']);
  });

  it('leaves it to another backend that has taken it, until that one is gone', async () => {
    await vault.create(draftOf('a'), value(), 'user:ada');
    await vault.delete('default', 'a', 'user:ada');
    place.now += GRACE_SECONDS * 1000;
    const lease = { name: 'sweep', holder: 'another', now: seconds(), durationSeconds: 120 };
    expect(await takeLease(vault.db, lease)).toBe(true);
    expect(await sweep(vault.store, seconds())).toBeUndefined();
    expect(await versions()).toEqual(['a 1 0']);
    expect(await takeLease(vault.db, lease)).toBe(true);

    place.now += 120_000;
    expect(await sweep(vault.store, seconds())).toBe(1);
    expect(await takeLease(vault.db, { ...lease, now: seconds() })).toBe(false);
  });
});

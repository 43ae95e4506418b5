import { stat } from 'node:fs/promises';
import { KeyMaintenance, KeyMaintenanceError } from './key-maintenance.ts';
import { keySourceOf } from './key-source.ts';
import { SecretValue } from './secret-value.ts';
import type { SqlVault } from './sql-vault.ts';
import { describeDatabases, draftOf, type VaultPlace } from './testing/vault-place.ts';

describeDatabases((enter) => {
  let place: VaultPlace;
  let vault: SqlVault;
  let maintenance: KeyMaintenance;
  beforeEach(async () => {
    place = await enter();
    vault = await place.open();
    maintenance = maintenanceOf(vault);
  });
  afterEach(() => place.leave());

  const maintenanceOf = ({ store, keys }: SqlVault): KeyMaintenance =>
    new KeyMaintenance({ store, source: keySourceOf(place), holder: keys, clock: () => place.now });
  const create = (name: string) => vault.create(draftOf(name), SecretValue.fromUtf8(`value of ${name}`), 'user:ada');
  const reveal = async (name: string, from = vault) =>
    (await from.reveal('default', name)).use((bytes) => bytes.toString());
  const keyIds = async () =>
    (await place.execute('select distinct kek_id from data_key where destroyed = 0')).map(({ kek_id }) => kek_id);
  const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `secret-${index}`);

  async function rewrapAll(): Promise<number> {
    for (let total = 0; ;) {
      const { rewrapped, left } = await maintenance.rewrapSome('user:ada');
      total += rewrapped;
      if (left === 0) {
        return total;
      }
    }
  }

  it('rotates: new values are under the new key, old ones open under the old', async () => {
    await create('a');
    const [before] = await maintenance.status();
    const id = await maintenance.rotate('user:ada');
    await create('b');
    expect(await maintenance.status()).toEqual([
      { id, state: 'active', createdAt: expect.any(String), uses: 1 },
      { ...before, state: 'decrypt-only', uses: 1 },
    ]);
    expect([await reveal('a'), await reveal('b')]).toEqual(['value of a', 'value of b']);
    expect((await stat(place.keyFile)).mode & 0o777).toBe(0o600);

    await vault.close();
    const again = await place.open();
    expect(again.sealed).toBe(false);
    expect([await reveal('a', again), await reveal('b', again)]).toEqual(['value of a', 'value of b']);
  });

  it('encrypts data keys anew in steps, and leaves nothing under the old key', async () => {
    const names = namesOf(450);
    for (const name of names) {
      await create(name);
    }
    await vault.delete('default', 'secret-7', 'user:ada');
    const id = await maintenance.rotate('user:ada');
    expect(await maintenance.rewrapSome('user:ada')).toEqual({ rewrapped: 200, left: 249 });
    // What stopped here goes on where it was.
    expect(await rewrapAll()).toBe(249);
    expect(await keyIds()).toEqual([id]);
    expect(await maintenance.rewrapSome('user:ada')).toEqual({ rewrapped: 0, left: 0 });
    for (const name of names.filter((each) => each !== 'secret-7')) {
      expect(await reveal(name)).toBe(`value of ${name}`);
    }
    await expect(reveal('secret-7')).rejects.toThrow('not-found');
    const destroyed = await place.execute('select wrapped_dek from data_key where destroyed = 1');
    expect(
      destroyed.map(({ wrapped_dek }) => Buffer.from(wrapped_dek as Uint8Array).every((byte) => byte === 0))
    ).toEqual([true]);
  });

  it('retires a key that nothing needs, and no other', async () => {
    await create('a');
    const [first] = await maintenance.status();
    const oldId = first?.id ?? '';
    await expect(maintenance.retire(oldId, 'user:ada')).rejects.toThrow(/active key cannot be retired/);
    const id = await maintenance.rotate('user:ada');
    await expect(maintenance.retire(oldId, 'user:ada')).rejects.toThrow(/stored values need this key/);
    await expect(maintenance.checkRetire(oldId)).rejects.toThrow(KeyMaintenanceError);
    await expect(maintenance.retire('0000000000000000', 'user:ada')).rejects.toThrow(/no such key/);

    await rewrapAll();
    await maintenance.checkRetire(oldId);
    await maintenance.retire(oldId, 'user:ada');
    expect((await maintenance.status()).map(({ id: of, state }) => [of, state])).toEqual([
      [id, 'active'],
      [oldId, 'retired'],
    ]);
    expect(await keySourceOf(place).read()).toMatchObject({ keys: { retired: [{ id: oldId }] } });
    expect(await reveal('a')).toBe('value of a');
    await vault.close();
    expect(await reveal('a', await place.open())).toBe('value of a');
  });

  it('tells which values do not open', async () => {
    for (const name of namesOf(3)) {
      await create(name);
    }
    expect(await maintenance.verifySome(0)).toEqual({ checked: 3, broken: [], next: undefined });
    await place.execute(`update secure_value set name = 'moved' where name = 'secret-1'`);
    await place.execute(
      `delete from secure_value_payload where secure_value_id = (select id from secure_value where name = 'secret-2')`
    );
    expect(await maintenance.verifySome(0)).toEqual({
      checked: 3,
      broken: ['default/moved', 'default/secret-2'],
      next: undefined,
    });
  });

  it('notes each change for the audit log', async () => {
    await create('a');
    const [first] = await maintenance.status();
    const id = await maintenance.rotate('user:ada');
    await rewrapAll();
    await maintenance.retire(first?.id ?? '', 'user:ada');
    const noted = await place.execute("select entry from audit_outbox where entry like '%\"key.%' order by id");
    expect(noted.map(({ entry }) => JSON.parse(String(entry)))).toMatchObject([
      { operation: 'key.rotate', actor: 'user:ada', name: id, outcome: 'allowed' },
      { operation: 'key.rewrap', name: id },
      { operation: 'key.retire', name: first?.id },
    ]);
  });
});

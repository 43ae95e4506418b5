import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { KeyMaintenance } from './key-maintenance.ts';
import type { KeyPlace } from './key-place.ts';
import { serialiseKeyRing } from './key-ring-format.ts';
import { newRingKey } from './key-ring.ts';
import { keySourceOf } from './key-source.ts';
import { openVault } from './open-vault.ts';
import { SecretValue } from './secret-value.ts';
import type { SqlVault } from './sql-vault.ts';
import { openTrailOf } from './testing/audit-trail.ts';
import { describePostgres } from './testing/postgres.ts';
import { draftOf, enterVaultPlace, type VaultPlace } from './testing/vault-place.ts';

/** Longer than the pause after a reading in vain. */
const PATIENCE_MS = 4_000;

const secret = (text: string) => SecretValue.fromUtf8(text);
const reveal = async (vault: SqlVault, name: string) => (await vault.reveal('default', name)).use(String);
const idOf = ({ keys }: SqlVault) => keys.requireOpen().active.id;
const sealed = expect.objectContaining({ name: 'VaultError', code: 'sealed' });

describePostgres('several backends on one database, while keys change', (server) => {
  let place: VaultPlace;
  let rotating: SqlVault;
  let maintenance: KeyMaintenance;
  beforeEach(async () => {
    place = await enterVaultPlace(await server().createDatabase());
    rotating = await place.open();
    maintenance = maintenanceOf(rotating, place);
    await rotating.create(draftOf('a'), secret('value of a'), 'user:ada');
  });
  afterEach(() => place.leave());

  const maintenanceOf = ({ store, keys }: SqlVault, where: KeyPlace) =>
    new KeyMaintenance({ store, source: keySourceOf(where), holder: keys, clock: () => place.now });

  const closeAtEnd: SqlVault[] = [];
  afterEach(async () => {
    await Promise.all(closeAtEnd.splice(0).map((vault) => vault.close()));
  });

  /** A backend with a copy of the key ring, as on a machine of its own. */
  async function openElsewhere(): Promise<{ readonly vault: SqlVault; readonly keyFile: string }> {
    const { dataDir, databaseUrl } = place.next();
    const keyFile = `${place.keyFile}.elsewhere`;
    await copyFile(place.keyFile, keyFile);
    const vault = await openVault({ dataDir, databaseUrl, keyFile, clock: () => place.now });
    closeAtEnd.push(vault);
    return { vault, keyFile };
  }

  /** As a careful person copies a key ring: never half of it in its place. */
  async function copyRing(to: string): Promise<void> {
    await copyFile(place.keyFile, `${to}.draft`);
    await rename(`${to}.draft`, to);
  }

  async function takeOffKey(id: string): Promise<void> {
    await maintenance.rotate('user:ada');
    while ((await maintenance.rewrapSome('user:ada')).left > 0) {
      // There is another batch.
    }
    await maintenance.retire(id, 'user:ada');
  }

  it('follow each other on one key ring, reading', async () => {
    const other = await place.next().open();
    const [oldId, newId] = [idOf(rotating), await maintenance.rotate('user:ada')];
    await rotating.create(draftOf('b'), secret('value of b'), 'user:ada');
    expect(idOf(other)).toBe(oldId);
    expect(await reveal(other, 'a')).toBe('value of a');
    expect(idOf(other)).toBe(oldId);
    expect(await reveal(other, 'b')).toBe('value of b');
    expect(idOf(other)).toBe(newId);
  });

  it('follow each other on one key ring, carrying a value over', async () => {
    const other = await place.next().open();
    await takeOffKey(idOf(rotating));
    await other.update(draftOf('a', { description: 'new' }), undefined, 'user:ada');
    expect(await reveal(rotating, 'a')).toBe('value of a');
  });

  it('never write under a key that another has retired', async () => {
    const other = await place.next().open();
    const oldId = idOf(rotating);
    await takeOffKey(oldId);
    expect(idOf(other)).toBe(oldId);
    const value = secret('value of c');
    await other.create(draftOf('c'), value, 'user:ada');
    expect(value.byteLength).toBe(0);
    await other.update(draftOf('a'), secret('two'), 'user:ada');
    expect(await place.execute('select distinct kek_id from data_key where destroyed = 0')).toEqual([
      { kek_id: idOf(rotating) },
    ]);
    expect([await reveal(rotating, 'c'), await reveal(rotating, 'a')]).toEqual(['value of c', 'two']);
  });

  it('never begin an audit log under a key that another has retired', async () => {
    const elsewhere = place.next();
    const other = await elsewhere.open();
    const oldId = idOf(other);
    await takeOffKey(oldId);
    expect(idOf(other)).toBe(oldId);
    const trail = await openTrailOf(other, elsewhere.dataDir);
    await trail.close();
    expect(await place.execute('select kek_id from audit_chain')).toEqual([{ kek_id: idOf(rotating) }]);
  });

  it('rewrap under the key that another has made', async () => {
    const other = await place.next().open();
    const newId = await maintenance.rotate('user:ada');
    expect(await maintenanceOf(other, place).rewrapSome('user:ada')).toEqual({ rewrapped: 1, left: 0 });
    expect(idOf(other)).toBe(newId);
    expect(await maintenanceOf(other, place).verifySome(0)).toMatchObject({ checked: 1, broken: [] });
  });

  it('wait for a writer before they retire its key', async () => {
    const other = await place.next().open();
    const oldId = idOf(rotating);
    await maintenance.rotate('user:ada');
    while ((await maintenance.rewrapSome('user:ada')).left > 0) {
      // There is another batch.
    }
    const retiring: Array<Promise<void>> = [];
    // In the middle of its change, a backend that knows of no rotation holds its key.
    await other.change(
      'default',
      'a',
      () => {
        retiring.push(maintenance.retire(oldId, 'user:ada'));
        return { draft: draftOf('a'), value: secret('under the old key') };
      },
      'user:ada'
    );
    const [outcome] = await Promise.allSettled(retiring);
    const [row] = await place.execute('select kek_id from data_key where destroyed = 0');
    // Whoever was first, the value never is under a key that is retired.
    expect([outcome?.status, row?.kek_id === oldId]).toEqual(
      outcome?.status === 'fulfilled' ? ['fulfilled', false] : ['rejected', true]
    );
    expect(await reveal(rotating, 'a')).toBe('under the old key');
  });

  it('answer that they are sealed for what they have no key for, until they have it', async () => {
    const { vault, keyFile } = await openElsewhere();
    await maintenance.rotate('user:ada');
    await rotating.create(draftOf('b'), secret('value of b'), 'user:ada');
    await expect(vault.reveal('default', 'b')).rejects.toEqual(sealed);
    await expect(vault.update(draftOf('b'), undefined, 'user:ada')).rejects.toEqual(sealed);
    expect(vault.sealed).toBe(false);
    expect(await reveal(vault, 'a')).toBe('value of a');
    await vault.create(draftOf('c'), secret('value of c'), 'user:ada');

    await copyRing(keyFile);
    const deadline = performance.now() + PATIENCE_MS;
    for (let isThere = false; !isThere && performance.now() < deadline;) {
      // The pause after a reading in vain.
      isThere = await reveal(vault, 'b').then(
        (value) => value === 'value of b',
        () => false
      );
    }
    expect(idOf(vault)).toBe(idOf(rotating));
  });

  it('answer that they are sealed where their only key to write with is retired', async () => {
    const { vault } = await openElsewhere();
    await takeOffKey(idOf(rotating));
    const value = secret('value of c');
    await expect(vault.create(draftOf('c'), value, 'user:ada')).rejects.toEqual(sealed);
    expect(value.byteLength).toBe(0);
    expect(await rotating.get('default', 'c')).toBeUndefined();
  });

  it.each<[string, (keyFile: string) => Promise<void>]>([
    ['half written', async (keyFile) => writeFile(keyFile, (await readFile(keyFile)).subarray(0, 100))],
    [
      'of another store',
      (keyFile) =>
        writeFile(keyFile, serialiseKeyRing({ active: newRingKey(place.now), decryptOnly: [], retired: [] })),
    ],
    ['open to others', (keyFile) => writeFile(`${keyFile}.open`, '').then(() => rename(`${keyFile}.open`, keyFile))],
  ])('keep the key ring that they have where the new one is %s', async (_what, spoil) => {
    const { vault, keyFile } = await openElsewhere();
    await maintenance.rotate('user:ada');
    await rotating.create(draftOf('b'), secret('value of b'), 'user:ada');
    await spoil(keyFile);
    await expect(vault.reveal('default', 'b')).rejects.toEqual(sealed);
    expect(await reveal(vault, 'a')).toBe('value of a');
  });
});

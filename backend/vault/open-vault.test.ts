import { copyFile, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serialiseKeyRing } from './key-ring-format.ts';
import { readKeyRingFile } from './key-ring-file.ts';
import { type RingKeys, newRingKey } from './key-ring.ts';
import { SecretValue } from './secret-value.ts';
import type { SqlVault } from './sql-vault.ts';
import { type VaultPlace, describeDatabases, draftOf } from './testing/vault-place.ts';

describeDatabases((enter, kind) => {
  let place: VaultPlace;

  beforeEach(async () => {
    place = await enter();
  });

  afterEach(() => place.leave());

  const failure = (code: string) => expect.objectContaining({ name: 'VaultError', code });
  const store = (vault: SqlVault, name: string, value = `value of ${name}`) =>
    vault.create(draftOf(name), SecretValue.fromUtf8(value), 'user:ada');
  const reveal = async (vault: SqlVault, name: string) =>
    (await vault.reveal('default', name)).use((bytes) => bytes.toString());
  const mode = async (path: string) => (await stat(path)).mode & 0o777;

  /** The key ring of the place; a missing one fails the test. */
  async function ringOfPlace(): Promise<RingKeys> {
    const keys = await readKeyRingFile(place.keyFile);
    if (keys === undefined) {
      throw new Error('there is no key ring');
    }
    return keys;
  }

  describe('a first start', () => {
    it('makes directory, database and key ring for their owner alone', async () => {
      const umask = process.umask(0);
      try {
        const vault = await place.open();
        await store(vault, 'token');
        expect(vault.sealed).toBe(false);
        expect(vault.sealReason).toBeUndefined();
      } finally {
        process.umask(umask);
      }
      expect(await mode(place.dataDir)).toBe(0o700);
      expect(await mode(place.keyFile)).toBe(0o600);
      const ofDatabase = kind === 'sqlite' ? ['strongroom.db', 'strongroom.db-wal', 'strongroom.db-shm'] : [];
      for (const file of ['lock.db', ...ofDatabase]) {
        expect([file, await mode(join(place.dataDir, file))]).toEqual([file, 0o600]);
      }
    });
  });

  describe('another start', () => {
    it('finds everything again', async () => {
      const first = await place.open();
      await store(first, 'token');
      await first.update(draftOf('token'), SecretValue.fromUtf8('two'), 'user:bob');
      const listed = await first.list('default');
      await first.close();

      const again = await place.open();
      expect(await again.list('default')).toEqual(listed);
      expect(await reveal(again, 'token')).toBe('two');
      await again.delete('default', 'token', 'user:ada');
      await again.close();

      const last = await place.open();
      expect(await store(last, 'token')).toMatchObject({ version: 3 });
    });

    it('is refused while the directory is in use', async () => {
      const vault = await place.open();
      await store(vault, 'token');
      await expect(place.open()).rejects.toEqual(
        expect.objectContaining({ name: 'DataDirectoryInUseError', directory: place.dataDir })
      );
      expect(await reveal(vault, 'token')).toBe('value of token');
    });

    it('is possible after one that failed', async () => {
      await writeFile(place.keyFile, 'not a key ring', { mode: 0o600 });
      await expect(place.open()).rejects.toEqual(expect.objectContaining({ name: 'KeyFileError' }));
      expect(await readFile(place.keyFile, 'utf8')).toBe('not a key ring');
      await rm(place.keyFile);
      expect((await place.open()).sealed).toBe(false);
    });

    it('makes a new key ring while nothing that is stored needs the old one, unless others may be using that', async () => {
      const first = await place.open();
      await store(first, 'token');
      await first.delete('default', 'token', 'user:ada');
      await first.close();
      await rm(place.keyFile);
      const vault = await place.open();
      expect(vault.sealReason).toBe(kind === 'sqlite' ? undefined : 'key-file-missing');
      if (kind === 'sqlite') {
        await store(vault, 'token');
        expect(await reveal(vault, 'token')).toBe('value of token');
      }
    });
  });

  describe('a start without the right keys', () => {
    let stranger: RingKeys;

    beforeEach(async () => {
      const vault = await place.open();
      await store(vault, 'a');
      await store(vault, 'b');
      await vault.close();
      await copyFile(place.keyFile, `${place.keyFile}.copy`);
      stranger = { active: newRingKey(place.now), decryptOnly: [], retired: [] };
    });

    const writeRing = (keys: RingKeys) => writeFile(place.keyFile, serialiseKeyRing(keys), { mode: 0o600 });

    const losses: ReadonlyArray<[string, string, () => Promise<void>]> = [
      ['key-file-missing', 'no key ring', () => rm(place.keyFile)],
      ['key-missing', 'the key ring of another store', () => writeRing(stranger)],
      [
        'key-missing',
        'its key retired',
        async () => writeRing({ ...stranger, retired: [(await ringOfPlace()).active] }),
      ],
      [
        'wrong-key',
        'another key under its id',
        async () => writeRing({ ...stranger, active: { ...stranger.active, id: (await ringOfPlace()).active.id } }),
      ],
      [
        'wrong-key',
        'a key that fails its check',
        async () => writeRing({ ...stranger, active: { ...(await ringOfPlace()).active, key: stranger.active.key } }),
      ],
    ];

    it.each(losses)('opens sealed (%s): %s', async (reason, _name, lose) => {
      await lose();
      const file = await readFile(place.keyFile).catch(() => 'none');
      const vault = await place.open();
      expect(vault.sealed).toBe(true);
      expect(vault.sealReason).toBe(reason);

      // What needs a key says so, and nothing else about any secret.
      const value = Buffer.from('value');
      await expect(vault.create(draftOf('c'), SecretValue.fromBuffer(value), 'user:ada')).rejects.toEqual(
        failure('sealed')
      );
      expect(value).toEqual(Buffer.alloc(5));
      await expect(store(vault, 'a')).rejects.toEqual(failure('sealed'));
      await expect(vault.update(draftOf('a'), undefined, 'user:ada')).rejects.toEqual(failure('sealed'));
      await expect(vault.update(draftOf('c'), undefined, 'user:ada')).rejects.toEqual(failure('sealed'));
      await expect(vault.reveal('default', 'a')).rejects.toEqual(failure('sealed'));
      await expect(vault.reveal('default', 'c')).rejects.toEqual(failure('sealed'));

      // Metadata needs none.
      expect((await vault.list('default')).map(({ name, version }) => [name, version])).toEqual([
        ['b', 1],
        ['a', 1],
      ]);
      await vault.delete('default', 'b', 'user:ada');
      expect(await vault.get('default', 'b')).toBeUndefined();
      await vault.close();

      // Nothing was made in place of what was lost, and its return ends the seal.
      expect(await readFile(place.keyFile).catch(() => 'none')).toEqual(file);
      await copyFile(`${place.keyFile}.copy`, place.keyFile);
      const unsealed = await place.open();
      expect(unsealed.sealed).toBe(false);
      expect(await reveal(unsealed, 'a')).toBe('value of a');
    });

    it('is none with the key that only decrypts', async () => {
      await writeRing({ ...stranger, decryptOnly: [(await ringOfPlace()).active] });
      const vault = await place.open();
      expect(vault.sealed).toBe(false);
      expect(await reveal(vault, 'a')).toBe('value of a');
      await vault.update(draftOf('a'), undefined, 'user:ada');
      await vault.delete('default', 'b', 'user:ada');
      await vault.close();

      await writeRing(stranger);
      expect(await reveal(await place.open(), 'a')).toBe('value of a');
    });
  });

  describe('a row that was changed', () => {
    const value = (column: string, of: string) =>
      `(select ${column} from secure_value_payload join secure_value on id = secure_value_id where name = '${of}')`;

    it.each([
      ['moved to another name', `update secure_value set name = 'c' where name = 'a'`, 'c'],
      ['moved to another namespace', `update secure_value set namespace = 'default' where namespace = 'org-2'`, 'org'],
      ['of another version', `update secure_value set version = 2 where name = 'a'`, 'a'],
      ['of another uid', `update secure_value set uid = 'uid' where name = 'a'`, 'a'],
      [
        'with the value of another',
        `update secure_value_payload set ct = ${value('ct', 'b')}, iv = ${value('iv', 'b')}, tag = ${value('tag', 'b')}`,
        'a',
      ],
      ['without its value', 'delete from secure_value_payload', 'a'],
      ['without its data key', 'delete from data_key', 'a'],
      ['in another format', `update secure_value_payload set fmt = 'svs2'`, 'a'],
      ['with metadata that is not JSON', `update secure_value set labels = '{"team"'`, 'a'],
      ['with metadata of another shape', `update secure_value set labels = '{"team":1}'`, 'a'],
    ])('does not open: %s', async (_change, sql, name) => {
      const vault = await place.open();
      await store(vault, 'a');
      await store(vault, 'b');
      await vault.create(draftOf('org', { namespace: 'org-2' }), SecretValue.fromUtf8('value'), 'user:ada');
      await vault.close();
      await place.execute(sql);
      const again = await place.open();
      await expect(again.reveal('default', name)).rejects.toEqual(failure('corrupt'));
      await expect(again.update(draftOf(name), undefined, 'user:ada')).rejects.toEqual(failure('corrupt'));
    });
  });
});

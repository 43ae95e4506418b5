import { copyFile, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeyMaintenance } from './key-maintenance.ts';
import { serialiseKeyRing } from './key-ring-format.ts';
import { type RingKeys, newRingKey, withActive } from './key-ring.ts';
import { keySourceOf } from './key-source.ts';
import { openVault } from './open-vault.ts';
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
    const found = await keySourceOf(place).read();
    if (found.found !== 'ring') {
      throw new Error('there is no key ring');
    }
    return found.keys;
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

    it.each(losses)(
      'A3 wrong KEK: opens sealed, without a crash and without an error per row (%s): %s',
      async (reason, _name, lose) => {
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
      }
    );

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

  describe('a key ring under a passphrase', () => {
    const PASSPHRASE = 'correct horse battery staple';
    const openWith = async (passphrase: string | undefined): Promise<SqlVault> => {
      const path = join(dirname(place.keyFile), 'passphrase');
      await writeFile(path, passphrase ?? '', { mode: 0o600 });
      const { dataDir, keyFile, databaseUrl } = place;
      const vault = await openVault({
        dataDir,
        keyFile,
        databaseUrl,
        clock: () => place.now,
        passphrase: passphrase === undefined ? undefined : { kind: 'file', path },
      });
      opened.push(vault);
      return vault;
    };
    const opened: SqlVault[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((vault) => vault.close()));
    });

    it('A3 wrong KEK: is made at the first start, and opens sealed under another passphrase or none', async () => {
      const first = await openWith(PASSPHRASE);
      await store(first, 'a');
      await first.close();
      const file = await readFile(place.keyFile, 'utf8');
      expect(file).toContain('scrypt');
      for (const [passphrase, reason] of [
        [`${PASSPHRASE}!`, 'wrong-passphrase'],
        [undefined, 'passphrase-missing'],
      ] as const) {
        const sealed = await openWith(passphrase);
        expect(sealed.sealReason).toBe(reason);
        await expect(sealed.reveal('default', 'a')).rejects.toEqual(failure('sealed'));
        await expect(store(sealed, 'b')).rejects.toEqual(failure('sealed'));
        expect((await sealed.list('default')).map(({ name }) => name)).toEqual(['a']);
        await sealed.close();
      }
      expect(await readFile(place.keyFile, 'utf8')).toBe(file);
      expect(await reveal(await openWith(PASSPHRASE), 'a')).toBe('value of a');
    }, 60_000);

    it('stays as it is through a rotation, and is protected and unprotected when it is asked', async () => {
      const vault = await openWith(PASSPHRASE);
      await store(vault, 'a');
      const passphrase = { kind: 'file', path: join(dirname(place.keyFile), 'passphrase') } as const;
      const source = keySourceOf({ keyFile: place.keyFile, passphrase });
      const maintenance = new KeyMaintenance({
        store: vault.store,
        source,
        holder: vault.keys,
        clock: () => place.now,
      });
      const form = async (): Promise<unknown> => JSON.parse(await readFile(place.keyFile, 'utf8')).version;
      await maintenance.rotate('user:ada');
      expect(await form()).toBe(2);
      await maintenance.protect(false, 'user:ada');
      await maintenance.rotate('user:ada');
      expect(await form()).toBe(1);
      await maintenance.protect(true, 'user:ada');
      expect(await form()).toBe(2);
      expect(await maintenance.status()).toHaveLength(3);
      const noted = await place.execute("select entry from audit_outbox where entry like '%protect%' order by id");
      expect(noted.map(({ entry }) => JSON.parse(String(entry)).operation)).toEqual(['key.unprotect', 'key.protect']);
      await vault.close();
      expect(await reveal(await openWith(PASSPHRASE), 'a')).toBe('value of a');
    }, 60_000);
  });

  describe('a key ring that somebody else keeps', () => {
    it('is read, and neither made nor changed', async () => {
      const { dataDir, databaseUrl, keyFile } = place;
      const keysFrom = { kind: 'credential', name: 'ring', directory: dirname(keyFile) } as const;
      const options = { dataDir, databaseUrl, keyFile, keysFrom, clock: () => place.now };
      await expect(openVault(options)).rejects.toEqual(
        expect.objectContaining({
          name: 'KeyFileError',
          message:
            'the key ring of the credential ring was refused: there is none, and none is made there. ' +
            'Make one with: npm run -s keys -- new --out FILE, and put it there.',
        })
      );
      const ring = { active: newRingKey(place.now), decryptOnly: [newRingKey(0)], retired: [] };
      await writeFile(join(dirname(keyFile), 'ring'), serialiseKeyRing(ring), { mode: 0o400 });
      const vault = await openVault(options);
      try {
        await store(vault, 'a');
        expect(await reveal(vault, 'a')).toBe('value of a');
        const source = keySourceOf(options);
        const parts = { store: vault.store, source, holder: vault.keys, clock: () => place.now };
        const maintenance = new KeyMaintenance(parts);
        const refusal = expect.objectContaining({
          name: 'KeyMaintenanceError',
          message: expect.stringMatching(/^the key ring of the credential ring is only read here\. .*keys new --after/),
        });
        await expect(maintenance.rotate('user:ada')).rejects.toEqual(refusal);
        expect(() => maintenance.checkRotate()).toThrow(refusal);
        const oldId = ring.decryptOnly[0]?.id ?? '';
        await expect(maintenance.retire(oldId, 'user:ada')).rejects.toEqual(refusal);
        await expect(maintenance.protect(true, 'user:ada')).rejects.toEqual(refusal);
        expect((await maintenance.status()).map(({ id }) => id)).toEqual([ring.active.id, oldId]);
        // The next ring, made elsewhere: it is taken up where values are encrypted anew.
        const next = newRingKey(place.now);
        await rm(join(dirname(keyFile), 'ring'));
        await writeFile(join(dirname(keyFile), 'ring'), serialiseKeyRing(withActive(ring, next)), { mode: 0o400 });
        expect(await maintenance.rewrapSome('user:ada')).toEqual({ rewrapped: 1, left: 0 });
        expect(await place.execute('select kek_id from data_key')).toEqual([{ kek_id: next.id }]);
        expect(await reveal(vault, 'a')).toBe('value of a');
      } finally {
        await vault.close();
      }
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

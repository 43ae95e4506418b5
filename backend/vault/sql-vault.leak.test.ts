import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SecretValue } from './secret-value.ts';
import { SIZE_CLASSES } from './size-class.ts';
import type { SqlVault } from './sql-vault.ts';
import { filesHolding, filesWith } from './testing/canary.ts';
import { describePostgres } from './testing/postgres.ts';
import { type VaultPlace, draftOf, enterVaultPlace } from './testing/vault-place.ts';

describe('over SQLite', () => {
  let place: VaultPlace;
  let vault: SqlVault;

  beforeEach(async () => {
    place = await enterVaultPlace();
    vault = await place.open();
  });

  afterEach(() => place.leave());

  /** Reads the database beside the vault, through SQLite, which knows of its locks. */
  function rows(sql: string): Array<Record<string, unknown>> {
    const database = new DatabaseSync(join(place.dataDir, 'strongroom.db'), { readOnly: true });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  }

  /** The first bytes of a stored blob: enough to know it by, and to find what is left of it. */
  const beginning = (blob: unknown) => Buffer.from(blob instanceof Uint8Array ? blob : []).subarray(0, 12);

  describe('a value', () => {
    it.each(SIZE_CLASSES)('of at most %d bytes is in no file, whatever is done with it', async (size) => {
      const found = (canary: string) => filesHolding(dirname(place.dataDir), canary);
      const canaries = [1, 2].map(() => `${randomBytes(12).toString('base64')}/"é'&<\n`);
      const [first = '', second = ''] = canaries;
      const filled = (canary: string) => SecretValue.fromUtf8(`${canary.padEnd(size - 1, '.')}`);

      await vault.create(draftOf('canary', { description: 'canary-of-metadata' }), filled(first), 'user:ada');
      expect(found('canary-of-metadata')).not.toEqual([]);
      expect(found(first)).toEqual([]);
      await vault.update(draftOf('canary'), undefined, 'user:ada');
      await vault.update(draftOf('canary'), filled(second), 'user:ada');
      await expect(vault.create(draftOf('canary'), filled(first), 'user:ada')).rejects.toThrow('already-exists');
      await vault.create(draftOf('other'), filled(first), 'user:ada');
      expect(canaries.flatMap(found)).toEqual([]);
      await vault.delete('default', 'canary', 'user:ada');
      await vault.close();
      expect(canaries.flatMap(found)).toEqual([]);
    });
  });

  describe('what a version was encrypted with', () => {
    const DATA = 'select wrapped_dek, ct from data_key join secure_value_payload using (secure_value_id)';
    const store = (name: string) => vault.create(draftOf(name), SecretValue.fromUtf8('value'), 'user:ada');

    const ends: ReadonlyArray<[string, () => Promise<unknown>]> = [
      ['deleted', () => vault.delete('default', 'token', 'user:ada')],
      ['replaced', () => vault.update(draftOf('token'), SecretValue.fromUtf8('two'), 'user:ada')],
      ['carried over', () => vault.update(draftOf('token'), undefined, 'user:ada')],
    ];

    it.each(ends)('is in no file as soon as it is %s', async (_name, end) => {
      await store('token');
      await store('other');
      const [mine, other] = rows(DATA).map(({ wrapped_dek, ct }) => [beginning(wrapped_dek), beginning(ct)]);
      expect(mine?.flatMap((bytes) => filesWith(place.dataDir, [bytes]))).toHaveLength(2);
      await end();
      expect(filesWith(place.dataDir, mine ?? [])).toEqual([]);
      expect(other?.flatMap((bytes) => filesWith(place.dataDir, [bytes]))).toHaveLength(2);
    });

    it('is in no file after any number of changes', async () => {
      const step = fc.record({
        name: fc.nat({ max: 60 }),
        size: fc.constantFrom(...SIZE_CLASSES),
        kind: fc.nat({ max: 2 }),
      });
      const steps = fc.array(step, { minLength: 500, maxLength: 500 });
      await fc.assert(fc.asyncProperty(steps, keepsNoDestroyedKey), { numRuns: 1, endOnFailure: true });
    }, 60_000);

    async function keepsNoDestroyedKey(
      steps: ReadonlyArray<{ name: number; size: number; kind: number }>
    ): Promise<void> {
      const keys = new Map<unknown, Buffer>();
      const liveKeys = () => rows('select secure_value_id as id, wrapped_dek from data_key where destroyed = 0');
      for (const { name, size, kind } of steps) {
        const draft = draftOf(`secret-${name}`);
        const value = SecretValue.fromBuffer(Buffer.alloc(size, 1));
        if ((await vault.get('default', draft.name)) === undefined) {
          await vault.create(draft, value, 'user:ada');
        } else if (kind === 0) {
          await vault.delete('default', draft.name, 'user:ada');
        } else {
          await vault.update(draft, kind === 1 ? value : undefined, 'user:ada');
        }
        liveKeys().forEach(({ id, wrapped_dek }) => keys.set(id, beginning(wrapped_dek)));
      }
      const live = liveKeys().map(({ wrapped_dek }) => beginning(wrapped_dek));
      liveKeys().forEach(({ id }) => keys.delete(id));
      expect(keys.size).toBeGreaterThan(200);
      expect(filesWith(place.dataDir, [...keys.values()])).toEqual([]);
      expect(filesWith(place.dataDir, live)).not.toEqual([]);
    }
  });
});

describePostgres(
  'over PostgreSQL',
  (server) => {
    it('a value is in no file of the server, its log included, whatever is done with it', async () => {
      const place = await enterVaultPlace(await server().createDatabase());
      const vault = await place.open();
      const canaries = [1, 2].map(() => `${randomBytes(12).toString('base64')}/"é'&<\n`);
      const [first = '', second = ''] = canaries;
      const secret = (canary: string) => SecretValue.fromUtf8(canary);

      await vault.create(draftOf('canary', { description: 'canary-of-metadata' }), secret(first), 'user:ada');
      await vault.update(draftOf('canary'), undefined, 'user:ada');
      await vault.update(draftOf('canary'), secret(second), 'user:ada');
      await expect(vault.create(draftOf('canary'), secret(first), 'user:ada')).rejects.toThrow('already-exists');
      (await vault.reveal('default', 'canary')).wipe();
      await vault.create(draftOf('other'), secret(first), 'user:ada');
      await vault.delete('default', 'canary', 'user:ada');
      await place.leave();
      // Nothing is written while it is searched.
      await server().kill();
      expect(filesHolding(server().directory, 'canary-of-metadata')).toContain('log');
      expect(canaries.flatMap((canary) => filesHolding(server().directory, canary))).toEqual([]);
    }, 60_000);
  },
  { logsStatements: true }
);

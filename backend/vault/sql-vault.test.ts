import fc from 'fast-check';
import { SecretValue } from './secret-value.ts';
import type { SqlVault } from './sql-vault.ts';
import { type VaultPlace, describeDatabases, draftOf } from './testing/vault-place.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const secret = (text: string) => SecretValue.fromUtf8(text);
const failure = (code: string) => expect.objectContaining({ name: 'VaultError', code });

describeDatabases((enter) => {
  let place: VaultPlace;
  let vault: SqlVault;

  beforeEach(async () => {
    place = await enter();
    vault = await place.open();
  });

  afterEach(() => place.leave());

  async function reveal(name: string, namespace = 'default'): Promise<string> {
    const value = await vault.reveal(namespace, name);
    return value.use((bytes) => bytes.toString('utf8'));
  }

  describe('create', () => {
    it('stores the first version as the draft says, and who made it when', async () => {
      const draft = draftOf('token');
      const stored = await vault.create(draft, secret('one'), 'user:ada');
      expect(stored).toEqual({
        ...draft,
        uid: expect.stringMatching(UUID),
        version: 1,
        keeper: 'system',
        externalId: '',
        createdAt: 1_700_000_000,
        createdBy: 'user:ada',
        updatedAt: 1_700_000_000,
        updatedBy: 'user:ada',
      });
      expect(await vault.get('default', 'token')).toEqual(stored);
      expect(await reveal('token')).toBe('one');
    });

    it('keeps any metadata and any value exactly', async () => {
      const text = fc.string({ unit: 'binary' });
      const labels = fc.dictionary(fc.oneof(text, fc.constant('__proto__')), text);
      const anything = fc.record({ description: text, decrypters: fc.array(text), labels, annotations: labels });
      let count = 0;
      await fc.assert(
        fc.asyncProperty(anything, fc.string({ unit: 'binary', maxLength: 400 }), async (changes, value) => {
          const draft = draftOf(`any-${(count += 1)}`, changes);
          await vault.create(draft, secret(value), 'user:ada');
          const stored = await vault.get(draft.namespace, draft.name);
          expect(JSON.stringify(stored)).toBe(JSON.stringify({ ...stored, ...draft }));
          expect(await reveal(draft.name)).toBe(value);
        }),
        { numRuns: 50 }
      );
    });

    it.each([
      ['NUL', 'a\0b\0'],
      ['noncharacters', 'a\u{FFFE}\u{FFFE}0\u{FFFF}'],
      ['both, where one could pass for the other', '\u{FFFE}0\0\u{FFFE}'],
      ['what is beyond the basic plane', '\u{10FFFF}\u{1F511}'],
      ['backslashes', '\\x00\\\\0\\u0000'],
    ])('keeps %s in metadata', async (_what, text) => {
      const draft = draftOf('odd', { description: text, labels: { [text]: text }, decrypters: [text] });
      await vault.create(draft, secret(text), text);
      expect(await vault.get('default', 'odd')).toMatchObject({ ...draft, createdBy: text });
      expect(await reveal('odd')).toBe(text);
    });

    it('refuses a name that is taken, and leaves what is there', async () => {
      const first = await vault.create(draftOf('token'), secret('one'), 'user:ada');
      const other = draftOf('token', { description: 'other' });
      await expect(vault.create(other, secret('two'), 'user:bob')).rejects.toEqual(failure('already-exists'));
      expect(await vault.list('default')).toEqual([first]);
      expect(await reveal('token')).toBe('one');
    });

    it('lets one of many at once have the name', async () => {
      const attempts = Array.from({ length: 8 }, (_, index) =>
        vault.create(draftOf('token'), secret(`value-${index}`), `user:${index}`)
      );
      const results = await Promise.allSettled(attempts);
      const won = results.flatMap((result, index) => (result.status === 'fulfilled' ? [index] : []));
      const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(won).toHaveLength(1);
      expect(lost).toEqual(Array.from({ length: 7 }, () => failure('already-exists')));
      expect(await reveal('token')).toBe(`value-${won[0]}`);
      expect(await vault.list('default')).toHaveLength(1);
    });

    it('keeps namespaces apart', async () => {
      await vault.create(draftOf('token'), secret('one'), 'user:ada');
      await vault.create(draftOf('token', { namespace: 'org-2' }), secret('two'), 'user:ada');
      expect(await reveal('token')).toBe('one');
      expect(await reveal('token', 'org-2')).toBe('two');
      expect(await vault.list('org-2')).toEqual([expect.objectContaining({ namespace: 'org-2', version: 1 })]);
      expect(await vault.list('org-3')).toEqual([]);
    });

    it('takes the largest value, and nothing of a larger one', async () => {
      const largest = 'x'.repeat(24_576);
      await vault.create(draftOf('largest'), secret(largest), 'user:ada');
      expect(await reveal('largest')).toBe(largest);
      await expect(vault.create(draftOf('larger'), secret(`${largest}x`), 'user:ada')).rejects.toThrow(RangeError);
      expect(await vault.get('default', 'larger')).toBeUndefined();
    });

    it('wipes the value, whether it is stored or refused', async () => {
      const values = [Buffer.from('one'), Buffer.from('two')];
      const [stored, refused] = values.map((bytes) =>
        vault.create(draftOf('a'), SecretValue.fromBuffer(bytes), 'user:ada')
      );
      await stored;
      await expect(refused).rejects.toEqual(failure('already-exists'));
      expect(values).toEqual([Buffer.alloc(3), Buffer.alloc(3)]);
    });
  });

  describe('change', () => {
    it('is made of what it replaces, many at once', async () => {
      await vault.create(draftOf('token', { description: '' }), secret('one'), 'user:ada');
      const append = (letter: string) =>
        vault.change(
          'default',
          'token',
          ({ description }) => ({
            draft: draftOf('token', { description: description + letter }),
            value: letter === 'e' ? secret('two') : undefined,
          }),
          'user:bob'
        );
      await Promise.all([...'abcdefgh'].map(append));
      const stored = await vault.get('default', 'token');
      expect([...(stored?.description ?? '')].sort().join('')).toBe('abcdefgh');
      expect(stored?.version).toBe(9);
      expect(await reveal('token')).toBe('two');
    });

    it('does nothing where it is refused, or there is nothing', async () => {
      const first = await vault.create(draftOf('token'), secret('one'), 'user:ada');
      const refuse = () => {
        throw new RangeError('refused');
      };
      await expect(vault.change('default', 'token', refuse, 'user:bob')).rejects.toThrow(RangeError);
      await expect(vault.change('default', 'other', refuse, 'user:bob')).rejects.toEqual(failure('not-found'));
      expect(await vault.list('default')).toEqual([first]);
      expect(await reveal('token')).toBe('one');
    });
  });

  describe('update', () => {
    it('makes the next version, with a uid of its own, and keeps who created it when', async () => {
      const first = await vault.create(draftOf('token'), secret('one'), 'user:ada');
      place.now += 61_500;
      const draft = draftOf('token', { description: 'changed', decrypters: [], labels: {}, annotations: {} });
      const second = await vault.update(draft, secret('two'), 'user:bob');
      expect(second).toEqual({
        ...first,
        ...draft,
        uid: expect.stringMatching(UUID),
        version: 2,
        updatedAt: 1_700_000_061,
        updatedBy: 'user:bob',
      });
      expect(second.uid).not.toBe(first.uid);
      expect(await vault.list('default')).toEqual([second]);
      expect(await reveal('token')).toBe('two');
    });

    it('carries the value over when it is given none, also when nothing changes', async () => {
      await vault.create(draftOf('token'), secret('one'), 'user:ada');
      await vault.update(draftOf('token'), undefined, 'user:ada');
      const third = await vault.update(draftOf('token'), undefined, 'user:ada');
      expect(third.version).toBe(3);
      expect(await reveal('token')).toBe('one');
    });

    it('creates nothing', async () => {
      await expect(vault.update(draftOf('token'), secret('one'), 'user:ada')).rejects.toEqual(failure('not-found'));
      await expect(vault.update(draftOf('token'), undefined, 'user:ada')).rejects.toEqual(failure('not-found'));
      expect(await vault.list('default')).toEqual([]);
    });

    it('leaves the version before it when it fails', async () => {
      const first = await vault.create(draftOf('token'), secret('one'), 'user:ada');
      const tooLarge = secret('x'.repeat(24_577));
      await expect(vault.update(draftOf('token'), tooLarge, 'user:bob')).rejects.toThrow(RangeError);
      expect(await vault.get('default', 'token')).toEqual(first);
      expect(await reveal('token')).toBe('one');
    });

    it('gives every one of many at once a version of its own', async () => {
      await vault.create(draftOf('token'), secret('one'), 'user:ada');
      const updates = Array.from({ length: 8 }, (_, index) =>
        vault.update(draftOf('token'), undefined, `user:${index}`)
      );
      const versions = (await Promise.all(updates)).map(({ version }) => version);
      expect(versions.sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
      expect(await reveal('token')).toBe('one');
    });
  });

  describe('delete', () => {
    it('ends the secret and frees its name, where the numbering goes on', async () => {
      const first = await vault.create(draftOf('token'), secret('one'), 'user:ada');
      await vault.delete('default', 'token', 'user:ada');
      expect(await vault.get('default', 'token')).toBeUndefined();
      expect(await vault.list('default')).toEqual([]);
      await expect(vault.reveal('default', 'token')).rejects.toEqual(failure('not-found'));
      await expect(vault.update(draftOf('token'), undefined, 'user:ada')).rejects.toEqual(failure('not-found'));

      place.now += 5000;
      const again = await vault.create(draftOf('token'), secret('two'), 'user:bob');
      expect(again).toMatchObject({ version: 2, createdAt: 1_700_000_005, createdBy: 'user:bob' });
      expect(again.uid).not.toBe(first.uid);
      expect(await reveal('token')).toBe('two');
    });

    it('says when there is nothing to delete', async () => {
      await vault.create(draftOf('token'), secret('one'), 'user:ada');
      await expect(vault.delete('default', 'other', 'user:ada')).rejects.toEqual(failure('not-found'));
      await expect(vault.delete('other', 'token', 'user:ada')).rejects.toEqual(failure('not-found'));
      expect(await reveal('token')).toBe('one');
    });
  });

  describe('list', () => {
    it('has the latest change first, and of one second the one that came later', async () => {
      for (const name of ['a', 'b', 'c']) {
        await vault.create(draftOf(name), secret('one'), 'user:ada');
      }
      place.now += 1000;
      await vault.create(draftOf('d'), secret('one'), 'user:ada');
      await vault.update(draftOf('b'), undefined, 'user:ada');
      expect((await vault.list('default')).map(({ name }) => name)).toEqual(['b', 'd', 'c', 'a']);
    });
  });

  describe('reveal', () => {
    it('says when there is nothing to reveal', async () => {
      await expect(vault.reveal('default', 'token')).rejects.toEqual(failure('not-found'));
    });

    it('lends a value of its own to every caller', async () => {
      await vault.create(draftOf('token'), secret('one'), 'user:ada');
      const [a, b] = await Promise.all([vault.reveal('default', 'token'), vault.reveal('default', 'token')]);
      a.wipe();
      expect(b.use((bytes) => bytes.toString())).toBe('one');
    });
  });
});

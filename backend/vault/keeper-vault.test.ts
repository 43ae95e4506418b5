import { rm } from 'node:fs/promises';
import type { KeeperVault } from './keeper-vault.ts';
import { RemoteEntries } from './remote-entries.ts';
import { SecretValue } from './secret-value.ts';
import { keeperDraft } from './testing/keepers.ts';
import { RemoteStoreStandIn } from './testing/remote-store-stand-in.ts';
import { describeDatabases, draftOf, type VaultPlace } from './testing/vault-place.ts';
import type { SqlVault } from './sql-vault.ts';
import { VaultError } from './vault.ts';

const secret = (text: string) => SecretValue.fromUtf8(text);
const vaultFailure = (code: string) => expect.objectContaining({ name: 'VaultError', code });
const keeperFailure = (code: string) => expect.objectContaining({ name: 'KeeperFailedError', code });
const own = (name: string) => draftOf(name, { ownerReferences: [] });

describeDatabases((enter) => {
  let place: VaultPlace;
  let store: SqlVault;
  let remote: RemoteStoreStandIn;
  let vault: KeeperVault;

  beforeEach(async () => {
    place = await enter();
    store = await place.open();
    remote = new RemoteStoreStandIn();
    vault = store.withKeepers(remote);
    await vault.keepers.create(keeperDraft('aws'), 'user:ada');
    await vault.keepers.activate('default', 'aws', 'user:ada');
  });
  afterEach(() => place.leave());

  const reveal = async (name: string) => (await vault.reveal('default', name)).use((bytes) => bytes.toString());
  const entries = async () =>
    (await place.execute('select external_id from remote_entry order by external_id')).map((row) => row.external_id);
  /** Makes what was left over old enough to be nobody's any more. */
  const later = () => void (place.now += 11 * 60_000);

  describe('create', () => {
    it('lets the active keeper keep the value, and nobody else', async () => {
      const stored = await vault.create(own('a'), secret('one'), 'user:ada');
      expect(stored).toMatchObject({ version: 1, keeper: 'aws' });
      expect(stored.externalId).toMatch(/^grafana-secrets-manager\/default\/a\/[0-9a-f-]{36}$/);
      expect(remote.values).toEqual(['one']);
      expect(await reveal('a')).toBe('one');
      expect(await entries()).toEqual([stored.externalId]);
      expect(await place.execute('select * from secure_value_payload')).toEqual([]);
      expect(await place.execute('select * from data_key')).toEqual([]);
    });

    it('keeps here what belongs to another object, and what comes while no keeper is active', async () => {
      expect(await vault.create(draftOf('owned'), secret('one'), 'user:ada')).toMatchObject({ keeper: 'system' });
      await vault.keepers.activateSystem('default', 'user:ada');
      expect(await vault.create(own('later'), secret('two'), 'user:ada')).toMatchObject({ keeper: 'system' });
      expect(remote.asked).toEqual([]);
      expect([await reveal('owned'), await reveal('later')]).toEqual(['one', 'two']);
    });

    it('asks no keeper about a name that is taken', async () => {
      await vault.create(own('a'), secret('one'), 'user:ada');
      remote.asked.length = 0;
      const second = vault.create(own('a'), secret('two'), 'user:bob');
      await expect(second).rejects.toEqual(vaultFailure('already-exists'));
      expect(remote.asked).toEqual([]);
    });

    it('lets one of many at once have the name, and takes back what the others wrote', async () => {
      const attempts = Array.from({ length: 6 }, (_, index) => vault.create(own('a'), secret(`${index}`), 'user:ada'));
      const results = await Promise.allSettled(attempts);
      const won = results.findIndex(({ status }) => status === 'fulfilled');
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(remote.values).toEqual([String(won)]);
      expect(await entries()).toHaveLength(1);
      expect(await reveal('a')).toBe(String(won));
    });

    it('wipes the value, whatever comes of it', async () => {
      const buffers = ['one', 'two', 'three'].map((text) => Buffer.from(text));
      const [stored, taken, refused] = buffers.map((bytes) => SecretValue.fromBuffer(bytes));
      if (stored === undefined || taken === undefined || refused === undefined) {
        throw new Error('three values');
      }
      await vault.create(own('a'), stored, 'user:ada');
      await expect(vault.create(own('a'), taken, 'user:ada')).rejects.toThrow();
      remote.down.add('write');
      await expect(vault.create(own('b'), refused, 'user:ada')).rejects.toThrow();
      expect(buffers.map((bytes) => bytes.every((byte) => byte === 0))).toEqual([true, true, true]);
    });

    it('stores nothing where the keeper fails', async () => {
      remote.down.add('write');
      await expect(vault.create(own('a'), secret('one'), 'user:ada')).rejects.toEqual(keeperFailure('ECONNREFUSED'));
      expect(await vault.list('default')).toEqual([]);
      expect([remote.values, await entries()]).toEqual([[], []]);
    });

    it('stores nothing where the keeper is deleted meanwhile', async () => {
      remote.meanwhile = async () => {
        remote.meanwhile = async () => undefined;
        await vault.keepers.activateSystem('default', 'user:ada');
        await vault.keepers.delete('default', 'aws', 'user:ada');
      };
      await expect(vault.create(own('a'), secret('one'), 'user:ada')).rejects.toEqual(vaultFailure('changed'));
      expect(await vault.list('default')).toEqual([]);
      expect([remote.values, await entries()]).toEqual([[], []]);
    });

    it('asks no keeper while the vault is sealed', async () => {
      await vault.keepers.activateSystem('default', 'user:ada');
      await vault.create(own('here'), secret('one'), 'user:ada');
      await vault.keepers.activate('default', 'aws', 'user:ada');
      await store.close();
      await rm(place.keyFile);
      const sealed = (await place.open()).withKeepers(remote);
      await expect(sealed.create(own('a'), secret('two'), 'user:ada')).rejects.toEqual(vaultFailure('sealed'));
      expect([remote.asked, await entries()]).toEqual([[], []]);
    });

    it('keeps a reference without asking, and reads what it refers to', async () => {
      const { aws } = keeperDraft('aws').spec;
      if (aws === undefined) {
        throw new Error('an AWS keeper');
      }
      remote.keep(aws, 'theirs', 'their value');
      const draft = { ...own('r'), ref: 'theirs' };
      const stored = await vault.create(draft, { keeper: 'aws', externalId: '' }, 'user:ada');
      expect(stored).toMatchObject({ keeper: 'aws', externalId: '', ref: 'theirs', version: 1 });
      expect(remote.asked).toEqual([]);
      expect(await reveal('r')).toBe('their value');
      await vault.delete('default', 'r', 'user:ada');
      expect(remote.values).toEqual(['their value']);
    });

    it('takes no reference to a keeper that is missing', async () => {
      const missing = vault.create(own('r'), { keeper: 'missing', externalId: '' }, 'user:ada');
      await expect(missing).rejects.toEqual(vaultFailure('changed'));
      expect(await vault.list('default')).toEqual([]);
    });
  });

  describe('update', () => {
    it('stays with its keeper, whichever is active', async () => {
      await vault.create(own('elsewhere'), secret('one'), 'user:ada');
      await vault.keepers.activateSystem('default', 'user:ada');
      await vault.create(own('here'), secret('two'), 'user:ada');
      const elsewhere = await vault.update(own('elsewhere'), secret('three'), 'user:bob');
      await vault.keepers.activate('default', 'aws', 'user:ada');
      const here = await vault.update(own('here'), secret('four'), 'user:bob');
      expect([elsewhere, here]).toMatchObject([
        { keeper: 'aws', version: 2 },
        { keeper: 'system', version: 2, externalId: '' },
      ]);
      expect(remote.values).toEqual(['three']);
      expect(await entries()).toEqual([elsewhere.externalId]);
      expect([await reveal('elsewhere'), await reveal('here')]).toEqual(['three', 'four']);
    });

    it('leaves the value where it is when it is given none', async () => {
      const first = await vault.create(own('a'), secret('one'), 'user:ada');
      remote.down.add('read').add('write').add('remove');
      const second = await vault.update({ ...own('a'), description: 'other' }, undefined, 'user:bob');
      expect(second).toMatchObject({ version: 2, description: 'other', externalId: first.externalId, keeper: 'aws' });
      remote.down.clear();
      expect(await reveal('a')).toBe('one');
    });

    it('changes nothing where the keeper fails', async () => {
      const first = await vault.create(own('a'), secret('one'), 'user:ada');
      remote.down.add('write');
      await expect(vault.update(own('a'), secret('two'), 'user:bob')).rejects.toEqual(keeperFailure('ECONNREFUSED'));
      expect(await vault.list('default')).toEqual([first]);
      expect([remote.values, await entries()]).toEqual([['one'], [first.externalId]]);
      expect(await reveal('a')).toBe('one');
    });

    it('asks no keeper where what it would change is not as it must be', async () => {
      const first = await vault.create(own('a'), secret('one'), 'user:ada');
      remote.asked.length = 0;
      const refuse = () => {
        throw new RangeError('no');
      };
      await expect(vault.change('default', 'a', refuse, 'user:bob')).rejects.toThrow(RangeError);
      await expect(vault.update(own('b'), secret('two'), 'user:bob')).rejects.toEqual(vaultFailure('not-found'));
      expect(remote.asked).toEqual([]);
      expect(await vault.list('default')).toEqual([first]);
    });

    it('gives way to a change at the same time, and takes back what it wrote', async () => {
      await vault.create(own('a'), secret('one'), 'user:ada');
      remote.meanwhile = async () => {
        remote.meanwhile = async () => undefined;
        await vault.update({ ...own('a'), description: 'faster' }, undefined, 'user:eve');
      };
      await expect(vault.update(own('a'), secret('two'), 'user:bob')).rejects.toEqual(vaultFailure('changed'));
      expect(await vault.list('default')).toMatchObject([{ version: 2, description: 'faster', updatedBy: 'user:eve' }]);
      expect([remote.values, (await entries()).length]).toEqual([['one'], 1]);
      expect(await reveal('a')).toBe('one');
    });

    it('never moves a value to another keeper by itself', async () => {
      await vault.create(own('a'), secret('one'), 'user:ada');
      await expect(store.update(own('a'), secret('two'), 'user:ada')).rejects.toEqual(vaultFailure('changed'));
      expect(await reveal('a')).toBe('one');
    });
  });

  describe('delete', () => {
    it('removes the value from its keeper', async () => {
      await vault.create(own('a'), secret('one'), 'user:ada');
      await vault.delete('default', 'a', 'user:ada');
      expect([remote.values, await entries(), await vault.list('default')]).toEqual([[], [], []]);
      await expect(vault.delete('default', 'a', 'user:ada')).rejects.toEqual(vaultFailure('not-found'));
      expect(await vault.create(own('a'), secret('two'), 'user:ada')).toMatchObject({ version: 2, keeper: 'aws' });
    });

    it('changes nothing where the keeper fails, and can be repeated', async () => {
      const stored = await vault.create(own('a'), secret('one'), 'user:ada');
      remote.down.add('remove');
      await expect(vault.delete('default', 'a', 'user:ada')).rejects.toEqual(keeperFailure('ECONNREFUSED'));
      expect([remote.values, await vault.list('default')]).toEqual([['one'], [stored]]);
      expect(await reveal('a')).toBe('one');
      remote.down.clear();
      await vault.delete('default', 'a', 'user:ada');
      expect([remote.values, await entries()]).toEqual([[], []]);
    });

    it('can be repeated where only the keeper had done its part', async () => {
      const { externalId } = await vault.create(own('a'), secret('one'), 'user:ada');
      await vault.keepers
        .get('default', 'aws')
        .then((keeper) => keeper?.spec.aws && remote.remove(keeper.spec.aws, externalId));
      await vault.delete('default', 'a', 'user:ada');
      expect(await vault.list('default')).toEqual([]);
    });
  });

  describe('look', () => {
    it.each(['aws', 'system'])('reveals the version that was looked at, and no other: %s', async (keeper) => {
      await (keeper === 'system'
        ? vault.keepers.activateSystem('default', 'user:ada')
        : vault.keepers.activate('default', keeper, 'user:ada'));
      const first = await vault.create(own('a'), secret('one'), 'user:ada');
      expect(first.keeper).toBe(keeper);
      const lookAt = await vault.look('default', 'a');
      expect(lookAt?.stored).toEqual(first);
      expect((await lookAt?.reveal())?.use((bytes) => bytes.toString())).toBe('one');
      await vault.update(own('a'), secret('two'), 'user:ada');
      // What was read with the metadata is what it was; what is elsewhere has to be of the version that still counts.
      const late = lookAt?.reveal().then((value) => value.use((bytes) => bytes.toString()));
      await (keeper === 'system'
        ? expect(late).resolves.toBe('one')
        : expect(late).rejects.toEqual(vaultFailure('not-found')));
      const next = await vault.look('default', 'a');
      expect((await next?.reveal())?.use((bytes) => bytes.toString())).toBe('two');
      await vault.delete('default', 'a', 'user:ada');
      expect(await vault.look('default', 'a')).toBeUndefined();
    });
  });

  describe('reveal', () => {
    it('fails by a code alone where the keeper fails', async () => {
      await vault.create(own('a'), secret('one'), 'user:ada');
      remote.down.add('read');
      const error: unknown = await vault.reveal('default', 'a').catch((reason: unknown) => reason);
      expect(error).toEqual(keeperFailure('ECONNREFUSED'));
      expect(error).toMatchObject({ message: 'keeper failed: ECONNREFUSED' });
      expect(error).not.toHaveProperty('cause');
    });

    it('fails without a client, as everything does that needs one', async () => {
      await vault.create(own('a'), secret('one'), 'user:ada');
      const without = store.withKeepers();
      const attempts = [
        without.reveal('default', 'a'),
        without.create(own('b'), secret('two'), 'user:ada'),
        without.update(own('a'), secret('two'), 'user:ada'),
        without.delete('default', 'a', 'user:ada'),
      ];
      for (const attempt of attempts) {
        await expect(attempt).rejects.toEqual(keeperFailure('NO_CLIENT'));
      }
      expect((await without.list('default')).map(({ name }) => name)).toEqual(['a']);
      expect(await without.update(own('a'), undefined, 'user:ada')).toMatchObject({ version: 2, keeper: 'aws' });
      expect(await reveal('a')).toBe('one');
    });
  });

  describe('what is left over', () => {
    it('after a change whose old value could not be removed, goes with a later one', async () => {
      await vault.create(own('a'), secret('one'), 'user:ada');
      remote.down.add('remove');
      await vault.update(own('a'), secret('two'), 'user:ada');
      expect(await reveal('a')).toBe('two');
      expect(remote.values).toEqual(['one', 'two']);
      remote.down.clear();
      later();
      await vault.create(own('b'), secret('three'), 'user:ada');
      expect(remote.values).toEqual(['two', 'three']);
      expect(await entries()).toHaveLength(2);
    });

    it('by a backend that died between its two writes, goes once nobody can be at it any more', async () => {
      const keeper = await vault.keepers.get('default', 'aws');
      if (keeper?.spec.aws === undefined) {
        throw new Error('an AWS keeper');
      }
      const externalId = await new RemoteEntries(store.db, () => place.now).announce(keeper, 'a');
      await remote.write(keeper.spec.aws, externalId, secret('lost'));
      await vault.create(own('b'), secret('one'), 'user:ada');
      expect(remote.values).toEqual(['lost', 'one']);
      later();
      await vault.delete('default', 'b', 'user:ada');
      expect([remote.values, await entries()]).toEqual([[], []]);
    });

    it('goes a few at a time, however much it is', async () => {
      const keeper = await vault.keepers.get('default', 'aws');
      if (keeper === undefined) {
        throw new Error('an AWS keeper');
      }
      const left = new RemoteEntries(store.db, () => place.now);
      for (let count = 0; count < 12; count += 1) {
        await left.announce(keeper, 'a');
      }
      later();
      await vault.create(own('a'), secret('one'), 'user:ada');
      expect(await entries()).toHaveLength(3);
      await vault.create(own('b'), secret('two'), 'user:ada');
      expect(await entries()).toHaveLength(2);
    });

    it('is never what a secret still names', async () => {
      await vault.create(own('a'), secret('one'), 'user:ada');
      later();
      await vault.create(own('b'), secret('two'), 'user:ada');
      await vault.update(own('b'), secret('three'), 'user:ada');
      expect(remote.values).toEqual(['one', 'three']);
    });

    it('is left alone where it is not known whether the write took place', async () => {
      const unknown = jest.spyOn(store, 'create').mockImplementation(async (...draft) => {
        unknown.mockRestore();
        await store.create(...draft);
        throw new VaultError('unavailable');
      });
      await expect(vault.create(own('a'), secret('one'), 'user:ada')).rejects.toEqual(vaultFailure('unavailable'));
      expect(remote.values).toEqual(['one']);
      expect(await reveal('a')).toBe('one');
    });
  });
});

import fc from 'fast-check';
import { type KeeperRegister } from './keeper-register.ts';
import { keeperDraft } from './testing/keepers.ts';
import { describeDatabases, draftOf, type VaultPlace } from './testing/vault-place.ts';
import type { SqlVault } from './sql-vault.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const failure = (code: string) => expect.objectContaining({ name: 'KeeperError', code });

describeDatabases((enter, kind) => {
  let place: VaultPlace;
  let vault: SqlVault;
  let register: KeeperRegister;

  beforeEach(async () => {
    place = await enter();
    vault = await place.open();
    register = vault.withKeepers().keepers;
  });
  afterEach(() => place.leave());

  const names = async () => (await register.list('default')).map(({ name }) => name);

  it('stores a keeper as the draft says, not active, and who made it when', async () => {
    const draft = keeperDraft('a');
    const stored = await register.create(draft, 'user:ada');
    expect(stored).toEqual({
      ...draft,
      uid: expect.stringMatching(UUID),
      active: false,
      createdAt: 1_700_000_000,
      createdBy: 'user:ada',
      updatedAt: 1_700_000_000,
      updatedBy: 'user:ada',
    });
    expect(await register.get('default', 'a')).toEqual(stored);
    expect(await register.list('default')).toEqual([stored]);
    expect(await register.active('default')).toBeUndefined();
  });

  it('keeps any text exactly', async () => {
    const text = fc.string({ unit: 'binary' });
    const map = fc.dictionary(fc.oneof(text, fc.constant('__proto__')), text);
    const role = fc.record({ assumeRoleArn: text, externalID: text });
    const aws = fc.record({ region: text, assumeRole: role, kmsKeyId: text }, { requiredKeys: ['region'] });
    const spec = fc.record({ description: text, aws });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.record({ spec, labels: map, annotations: map }), async (changes) => {
        const stored = await register.create(keeperDraft(`any-${(count += 1)}`, changes), 'user:ada');
        const read = await register.get('default', stored.name);
        expect(JSON.stringify(read)).toBe(JSON.stringify({ ...read, ...stored }));
      }),
      { numRuns: 40 }
    );
  });

  it('lets one of many at once have the name, in each namespace', async () => {
    const attempts = Array.from({ length: 8 }, (_, index) => register.create(keeperDraft('a'), `user:${index}`));
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))).toEqual(
      Array.from({ length: 7 }, () => failure('already-exists'))
    );
    await register.create(keeperDraft('a', { namespace: 'org-2' }), 'user:ada');
    expect(await register.list('org-2')).toEqual([expect.objectContaining({ namespace: 'org-2', name: 'a' })]);
    expect(await names()).toEqual(['a']);
  });

  it('changes what it is told of what is there, and nothing when it is told no', async () => {
    const first = await register.create(keeperDraft('a'), 'user:ada');
    await register.activate('default', 'a', 'user:ada');
    place.now += 1000;
    const seen: unknown[] = [];
    const revised = keeperDraft('a', { labels: {}, spec: { description: 'other' } });
    const second = await register.change('default', 'a', (current) => (seen.push(current), revised), 'user:bob');
    expect(seen).toEqual([{ ...first, active: true }]);
    const expected = { ...first, ...revised, active: true, updatedAt: 1_700_000_001, updatedBy: 'user:bob' };
    expect(second).toEqual(expected);
    expect(await register.get('default', 'a')).toEqual(expected);

    const no = () => {
      throw new RangeError('no');
    };
    await expect(register.change('default', 'a', no, 'user:eve')).rejects.toThrow(RangeError);
    await expect(register.change('default', 'b', () => revised, 'user:eve')).rejects.toEqual(failure('not-found'));
    expect(await register.list('default')).toEqual([expected]);
  });

  it('loses none of many changes at once', async () => {
    await register.create(keeperDraft('a', { labels: {} }), 'user:ada');
    const add = (index: number) =>
      register.change(
        'default',
        'a',
        (current) => ({ ...current, labels: { ...current.labels, [`l${index}`]: '' } }),
        `user:${index}`
      );
    await Promise.all(Array.from({ length: 12 }, (_, index) => add(index)));
    expect(Object.keys((await register.get('default', 'a'))?.labels ?? {})).toHaveLength(12);
  });

  it('is not thrown by a clock that goes back', async () => {
    await register.create(keeperDraft('a'), 'user:ada');
    place.now -= 60_000;
    const changed = await register.change('default', 'a', () => keeperDraft('a'), 'user:ada');
    expect(changed.updatedAt).toBe(1_700_000_000);
  });

  it('lists the latest change first, and of one second the one that was made later', async () => {
    for (const name of ['a', 'b', 'c']) {
      await register.create(keeperDraft(name), 'user:ada');
    }
    place.now += 1000;
    await register.change('default', 'a', () => keeperDraft('a'), 'user:ada');
    expect(await names()).toEqual(['a', 'c', 'b']);
  });

  it('has at most one active, which the database itself holds to', async () => {
    for (const name of ['a', 'b', 'c']) {
      await register.create(keeperDraft(name), 'user:ada');
    }
    const others = kind === 'postgres' ? (await place.next().open()).withKeepers().keepers : register;
    await Promise.all(
      ['a', 'b', 'c', 'a', 'b', 'c'].map((name, index) =>
        (index % 2 === 0 ? register : others).activate('default', name, 'user:ada')
      )
    );
    const active = (await register.list('default')).filter((keeper) => keeper.active);
    expect(active).toHaveLength(1);
    expect(await register.active('default')).toEqual(active[0]);

    const one = `update keeper set active = 1 where namespace = 'default'`;
    await expect(async () => place.execute(one)).rejects.toThrow();

    await register.activateSystem('default', 'user:ada');
    expect(await register.active('default')).toBeUndefined();
    await expect(register.activate('default', 'missing', 'user:ada')).rejects.toEqual(failure('not-found'));
  });

  it('changes nothing when the keeper to activate is missing', async () => {
    await register.create(keeperDraft('a'), 'user:ada');
    await register.activate('default', 'a', 'user:ada');
    await expect(register.activate('default', 'missing', 'user:ada')).rejects.toEqual(failure('not-found'));
    expect((await register.active('default'))?.name).toBe('a');
  });

  it('notes every change for the audit log, and none that was refused', async () => {
    await register.create(keeperDraft('a'), 'user:ada');
    await register.change('default', 'a', () => keeperDraft('a'), 'user:bob');
    await register.activate('default', 'a', 'user:cid');
    await register.activateSystem('default', 'user:dan');
    await expect(register.create(keeperDraft('a'), 'user:eve')).rejects.toThrow();
    await expect(register.activate('default', 'b', 'user:eve')).rejects.toThrow();
    await register.delete('default', 'a', 'user:fay');
    const rows = await place.execute('select entry from audit_outbox order by id');
    const entries = rows.map(({ entry }) => JSON.parse(String(entry)));
    expect(entries.map(({ operation, actor, namespace, name }) => [operation, actor, namespace, name])).toEqual([
      ['keeper.create', 'user:ada', 'default', 'a'],
      ['keeper.update', 'user:bob', 'default', 'a'],
      ['keeper.activate', 'user:cid', 'default', 'a'],
      ['keeper.activate', 'user:dan', 'default', 'system'],
      ['keeper.delete', 'user:fay', 'default', 'a'],
    ]);
  });

  it('deletes what is neither active nor in use', async () => {
    await register.create(keeperDraft('a'), 'user:ada');
    await expect(register.delete('default', 'b', 'user:ada')).rejects.toEqual(failure('not-found'));
    await register.activate('default', 'a', 'user:ada');
    await expect(register.checkDelete('default', 'a')).rejects.toEqual(failure('active'));
    await expect(register.delete('default', 'a', 'user:ada')).rejects.toEqual(failure('active'));
    await vault.create(draftOf('kept'), { keeper: 'a', externalId: '1' }, 'user:ada');
    await register.activateSystem('default', 'user:ada');
    await expect(register.checkDelete('default', 'a')).rejects.toEqual(failure('in-use'));
    await expect(register.delete('default', 'a', 'user:ada')).rejects.toEqual(failure('in-use'));
    await vault.delete('default', 'kept', 'user:ada');
    await register.checkDelete('default', 'a');
    await register.delete('default', 'a', 'user:ada');
    await expect(register.checkDelete('default', 'a')).rejects.toEqual(failure('not-found'));
    expect(await names()).toEqual([]);
  });

  it('never loses the keeper of a secret that is made at the same time', async () => {
    const other = kind === 'postgres' ? await place.next().open() : vault;
    for (let round = 0; round < 10; round += 1) {
      const name = `k${round}`;
      await register.create(keeperDraft(name), 'user:ada');
      const [made, deleted] = await Promise.allSettled([
        other.create(draftOf(name), { keeper: name, externalId: '' }, 'user:ada'),
        register.delete('default', name, 'user:ada'),
      ]);
      expect([made.status, deleted.status].sort()).toEqual(['fulfilled', 'rejected']);
      const refusal = made.status === 'rejected' ? made.reason : deleted.status === 'rejected' && deleted.reason;
      expect(refusal).toEqual(expect.objectContaining({ code: made.status === 'rejected' ? 'changed' : 'in-use' }));
    }
  });
});

import fc from 'fast-check';
import { toSecret, type Secret } from '../../api/secret';
import { decrypterRegistry, type DecrypterRegistry } from '../../domain/decrypters';
import { formatOrder, inOrder, nextOrder, parseOrder, SORT_KEYS, type ListOrder } from './list-order';

const KNOWN = decrypterRegistry([]);

const order: fc.Arbitrary<ListOrder> = fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() });

const secret: fc.Arbitrary<Secret> = fc
  .record({
    name: fc.stringMatching(/^[a-z]{1,8}$/),
    creationTimestamp: fc.option(fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 'not a time'), {
      nil: undefined,
    }),
  })
  .map((metadata) => toSecret({ metadata, spec: { description: 'd' } }));

describe('the order of a list', () => {
  it('reads what it writes', () => {
    fc.assert(fc.property(order, (one) => expect(parseOrder(formatOrder(one))).toEqual(one)));
  });

  it.each(['', '-', 'size', '--name', 'NAME', 'name '])('is none: %j', (text) => {
    expect(parseOrder(text)).toBeUndefined();
  });

  it('keeps every secret, in the same order however they come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(secret, { selector: ({ name }) => name }), order, (secrets, one) => {
        const sorted = inOrder(secrets, one, KNOWN);
        expect(new Set(sorted)).toEqual(new Set(secrets));
        expect(inOrder([...secrets].reverse(), one, KNOWN)).toEqual(sorted);
      })
    );
  });

  it('has the newest first when it goes down by time, and the unknown last', () => {
    const times = ['2026-01-01T00:00:00Z', undefined, '2026-03-01T00:00:00Z'];
    const secrets = times.map((creationTimestamp, index) =>
      toSecret({ metadata: { name: `s${index}`, creationTimestamp }, spec: { description: 'd' } })
    );
    expect(inOrder(secrets, { key: 'created', descending: true }, KNOWN).map(({ name }) => name)).toEqual([
      's2',
      's0',
      's1',
    ]);
  });

  it('goes by the name of a service, whoever knows it by that', () => {
    const secrets = ['b-service', 'k6-cloud', 'a-service'].map((id) =>
      toSecret({ metadata: { name: `for-${id}` }, spec: { description: 'd', decrypters: [id] } })
    );
    const names = (registry: DecrypterRegistry) =>
      inOrder(secrets, { key: 'decrypters', descending: false }, registry).map(({ name }) => name);
    expect(names(KNOWN)).toEqual(['for-a-service', 'for-b-service', 'for-k6-cloud']);
    const added = decrypterRegistry([{ id: 'a-service', name: 'Zoo keeper', description: '' }]);
    expect(names(added)).toEqual(['for-b-service', 'for-k6-cloud', 'for-a-service']);
  });

  it('turns round on the second click, and starts with the latest', () => {
    const byName: ListOrder = { key: 'name', descending: false };
    expect(nextOrder(byName, 'name')).toEqual({ key: 'name', descending: true });
    expect(nextOrder(byName, 'modified')).toEqual({ key: 'modified', descending: true });
  });
});

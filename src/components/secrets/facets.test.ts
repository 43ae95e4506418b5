import fc from 'fast-check';
import { toSecret } from '../../api/secret';
import { decryptersOf, labelsOf } from './facets';

const secret = fc
  .record({
    labels: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
    decrypters: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }),
  })
  .map(({ labels, decrypters }) =>
    toSecret({ metadata: { name: 'n', labels }, spec: { description: 'd', decrypters } })
  );

describe('facets', () => {
  it('count how many secrets have each value, the commonest first', () => {
    fc.assert(
      fc.property(fc.array(secret), (secrets) => {
        const values = decryptersOf(secrets);
        values.forEach(({ value, count }) =>
          expect(count).toBe(secrets.filter(({ decrypters }) => decrypters.includes(value)).length)
        );
        expect(values.map(({ count }) => count)).toEqual(values.map(({ count }) => count).sort((a, b) => b - a));
      })
    );
  });

  it('tell labels apart, whatever is in their keys and values', () => {
    fc.assert(
      fc.property(fc.array(secret), (secrets) => {
        const valid = secrets.filter(({ labels }) => Object.keys(labels).every((key) => !key.includes('\n')));
        labelsOf(valid).forEach(({ value: { key, value }, count }) =>
          expect(count).toBe(valid.filter(({ labels }) => Object.hasOwn(labels, key) && labels[key] === value).length)
        );
      })
    );
  });
});

import fc from 'fast-check';
import { suggestedKeys, suggestedValues } from './label-suggestions.ts';

const KNOWN: ReadonlyArray<Readonly<Record<string, string>>> = [
  { team: 'shop', env: 'prod' },
  { team: 'mail', tier: '' },
  { team: 'mail', env: 'test' },
];

describe('suggestions for labels', () => {
  it('are what other secrets have, the most frequent first', () => {
    expect(suggestedKeys(KNOWN, [])).toEqual(['team', 'env', 'tier']);
    expect(suggestedValues(KNOWN, 'team')).toEqual(['mail', 'shop']);
    expect(suggestedValues(KNOWN, 'tier')).toEqual([]);
    expect(suggestedValues(KNOWN, 'constructor')).toEqual([]);
  });

  it('leave out keys that are there', () => {
    expect(suggestedKeys(KNOWN, [{ key: 'team', value: '' }])).toEqual(['env', 'tier']);
  });

  it('are each there once, and stem from some secret', () => {
    const text = fc.constantFrom('', 'a', 'b', '__proto__', 'toString');
    fc.assert(
      fc.property(fc.array(fc.dictionary(text, text)), text, (known, key) => {
        const values = suggestedValues(known, key);
        expect(new Set(values).size).toBe(values.length);
        expect(
          values.every((value) =>
            known.some((labels) => Object.entries(labels).some(([k, v]) => k === key && v === value))
          )
        ).toBe(true);
        expect(suggestedKeys(known, [{ key, value: '' }])).not.toContain(key);
      })
    );
  });
});

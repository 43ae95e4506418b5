import fc from 'fast-check';
import { isNamePattern, matchesNamePattern } from './name-pattern.ts';

describe('isNamePattern', () => {
  it.each(['*', 'a', 'db-*', '*.prod', 'a*b*c', '**', 'a'.repeat(253)])('takes %s', (text) => {
    expect(isNamePattern(text)).toBe(true);
  });

  it.each(['', 'A', 'a b', 'a/b', 'a?', '[ab]', '{a,b}', 'a_b', '!a', 'ä', 'a\n', 'a'.repeat(254)])(
    'does not take %j',
    (text) => {
      expect(isNamePattern(text)).toBe(false);
    }
  );
});

describe('matchesNamePattern', () => {
  it.each([
    ['db', 'db', true],
    ['db', 'db-a', false],
    ['db', 'a-db', false],
    ['*', 'a.b-c', true],
    ['db-*', 'db-a.b', true],
    ['db-*', 'db-', true],
    ['db-*', 'db', false],
    ['db-*', 'my-db-a', false],
    ['*.prod', 'db.prod', true],
    ['*.prod', 'prod', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'a1b2c', true],
    ['a*b*c', 'a1c2b', false],
    ['a*b*b', 'ab', false],
    ['a**b', 'ab', true],
    ['a.b', 'axb', false],
  ])('%s is for %s: %s', (pattern, name, expected) => {
    expect(matchesNamePattern(pattern, name)).toBe(expected);
  });

  it('agrees with the regular expression of the same meaning', () => {
    const text = (alphabet: string[]) =>
      fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text(['a', 'b', '.', '-', '*']), text(['a', 'b', '.', '-']), (pattern, name) => {
        const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
        expect(matchesNamePattern(pattern, name)).toBe(expression.test(name));
      }),
      { numRuns: 2000 }
    );
  });

  it('takes no longer for patterns that are made to take long', () => {
    expect(matchesNamePattern(`${'*a'.repeat(126)}*b`, 'a'.repeat(253))).toBe(false);
  });
});

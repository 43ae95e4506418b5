import fc from 'fast-check';
import { isLookupName } from './lookup-name.ts';
import { nameFindings } from './name.ts';

describe('isLookupName', () => {
  it.each(['a', '0', 'api-token', 'db.pass', 'a..b', 'a.-b', 'a--b', 'a'.repeat(253)])('takes %s', (name) => {
    expect(isLookupName(name)).toBe(true);
  });

  it.each([
    '',
    'A',
    'Api',
    ' x',
    'a b',
    'a/b',
    '../x',
    '..',
    '.',
    '-a',
    'a-',
    'a.',
    '.a',
    'a_b',
    '__proto__',
    'a\n',
    'ä',
    'a%2fb',
    'a'.repeat(254),
  ])('does not take %j', (name) => {
    expect(isLookupName(name)).toBe(false);
  });

  it('takes every name that an object can have', () => {
    const characters = fc.array(fc.constantFrom('a', '0', '.', '-', 'B'), { maxLength: 6 });
    fc.assert(
      fc.property(characters, (all) => {
        const name = all.join('');
        fc.pre(nameFindings(name).length === 0);
        expect(isLookupName(name)).toBe(true);
      })
    );
  });
});

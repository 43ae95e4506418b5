import { labelKeyDetails } from './label-key.ts';

describe('labelKeyDetails', () => {
  it.each(['a', 'env', 'my.name', 'MyName', '123-abc', 'example.com/x', 'a'.repeat(63), `a.b/${'x'.repeat(63)}`])(
    'finds nothing wrong with %s',
    (key) => {
      expect(labelKeyDetails(key)).toEqual([]);
    }
  );

  it.each<[string, RegExp[]]>([
    ['', [/^name part must be non-empty$/, /^name part must consist of/]],
    ['a_', [/^name part must consist of/]],
    ['a'.repeat(64), [/^name part must be no more than 63 characters$/]],
    ['/x', [/^prefix part must be non-empty$/]],
    ['Example.com/x', [/^prefix part a lowercase RFC 1123 subdomain/]],
    [`${'a'.repeat(254)}/x`, [/^prefix part must be no more than 253 characters$/]],
    ['example.com/', [/^name part must be non-empty$/, /^name part must consist of/]],
    ['a/b/c', [/^a qualified name must consist of .* with an optional DNS subdomain prefix/]],
    ['__proto__', [/^name part must consist of/]],
  ])('says what is wrong with %j', (key, patterns) => {
    const details = labelKeyDetails(key);
    expect(details).toHaveLength(patterns.length);
    patterns.forEach((pattern, index) => expect(details[index]).toMatch(pattern));
  });
});

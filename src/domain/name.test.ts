import fc from 'fast-check';
import { isNameBegun, nameFindings, suggestName } from './name.ts';

const SYNTAX =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const partCharacters = fc.constantFrom(...'abcxyz019');
const part = fc
  .tuple(partCharacters, fc.string({ unit: fc.constantFrom(...'ab1-'), maxLength: 20 }), partCharacters)
  .map((pieces) => pieces.join(''));
const validName = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('.'));

describe('nameFindings', () => {
  it.each(['a', '0', 'a-b', 'a--b', 'a.b', 'billing-token', 'example.com', 'a'.repeat(253)])('allows %s', (name) => {
    expect(nameFindings(name)).toEqual([]);
  });

  it.each(['', 'My_Secret', 'a..b', '-a', 'a-', '.a', 'a.', 'A', 'a_b', 'a/b', 'a b', 'a-.b', 'a.-b', 'a\n', 'é'])(
    'refuses %j',
    (name) => {
      expect(nameFindings(name)).toEqual([
        { rule: 'name-invalid', field: 'metadata.name', reason: 'FieldValueInvalid', detail: SYNTAX, badValue: name },
      ]);
    }
  );

  it('refuses 254 characters', () => {
    const name = 'a'.repeat(254);
    expect(nameFindings(name)).toEqual([
      {
        rule: 'name-too-long',
        field: 'metadata.name',
        reason: 'FieldValueInvalid',
        detail: 'must be no more than 253 characters',
        badValue: name,
      },
    ]);
  });

  it('finds both rules broken, in the order of Kubernetes, at the field it is given', () => {
    const findings = nameFindings('A'.repeat(254), 'name');
    expect(findings.map(({ rule, field }) => [rule, field])).toEqual([
      ['name-too-long', 'name'],
      ['name-invalid', 'name'],
    ]);
  });

  it('allows every name built from valid parts', () => {
    fc.assert(fc.property(validName, (name) => nameFindings(name).length === 0));
  });

  it('judges names as long as a request body at once', () => {
    const started = performance.now();
    for (const name of ['a'.repeat(3_000_000), `${'a-'.repeat(1_500_000)}`, `${'a.'.repeat(1_500_000)}`]) {
      expect(nameFindings(name)).not.toEqual([]);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('isNameBegun', () => {
  it.each(['a', 'a-', 'a.', 'a.b-'])('is so for %j', (text) => {
    expect(isNameBegun(text)).toBe(true);
  });

  it.each(['', '-', 'A', 'a_', 'a.-', 'a b', 'a..', '-a'])('is not so for %j', (text) => {
    expect(isNameBegun(text)).toBe(false);
  });
});

describe('suggestName', () => {
  it.each([
    ['My_Secret', 'my-secret'],
    ['billing token', 'billing-token'],
    ['workflows/http/auth-token', 'workflows-http-auth-token'],
    ['API key (prod)', 'api-key-prod'],
    [' a - b ', 'a-b'],
    ['a..b', 'a.b'],
    ['-a-.-b-', 'a.b'],
    ['A--b', 'a--b'],
    ['Clé', 'cle'],
    ['ＡＢＣ', 'abc'],
    [`A${'b'.repeat(300)}`, `a${'b'.repeat(252)}`],
    [`${'a'.repeat(252)}--b`, 'a'.repeat(252)],
  ])('offers for %j the name %j', (typed, expected) => {
    expect(suggestName(typed)).toBe(expected);
  });

  it.each(['', '___', '...', '🔑', 'ключ', 'a', 'already-valid.name'])('offers nothing for %j', (typed) => {
    expect(suggestName(typed)).toBeUndefined();
  });

  it('offers only valid names, and nothing for a valid one', () => {
    fc.assert(
      fc.property(fc.oneof(validName, fc.string(), fc.string({ unit: 'binary', maxLength: 400 })), (typed) => {
        const offered = suggestName(typed);
        if (nameFindings(typed).length === 0) {
          expect(offered).toBeUndefined();
        }
        if (offered !== undefined) {
          expect(nameFindings(offered)).toEqual([]);
        }
      })
    );
  });
});

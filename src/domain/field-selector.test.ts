import fc from 'fast-check';
import {
  KEEPER_FIELDS,
  SECURE_VALUE_FIELDS,
  formatFieldSelector,
  matchesFields,
  parseFieldSelector,
  type FieldRequirement,
} from './field-selector.ts';

function parsed(text: string): readonly FieldRequirement[] {
  const result = parseFieldSelector(text);
  if (!result.ok) {
    throw new Error(result.message);
  }
  return result.selector;
}

describe('parseFieldSelector', () => {
  it.each<[string, FieldRequirement[]]>([
    ['', []],
    [',', []],
    ['spec.decrypter=k6-cloud', [{ field: 'spec.decrypter', operator: '=', value: 'k6-cloud' }]],
    ['metadata.name==a', [{ field: 'metadata.name', operator: '=', value: 'a' }]],
    ['metadata.name!=a', [{ field: 'metadata.name', operator: '!=', value: 'a' }]],
    ['metadata.name=', [{ field: 'metadata.name', operator: '=', value: '' }]],
    ['metadata.name= a', [{ field: 'metadata.name', operator: '=', value: ' a' }]],
    ['metadata.name=a\\,b\\=c\\\\', [{ field: 'metadata.name', operator: '=', value: 'a,b=c\\' }]],
    [
      'metadata.namespace=default,spec.decrypter!=x,',
      [
        { field: 'metadata.namespace', operator: '=', value: 'default' },
        { field: 'spec.decrypter', operator: '!=', value: 'x' },
      ],
    ],
  ])('reads %j', (text, selector) => {
    expect(parsed(text)).toEqual(selector);
  });

  it.each([
    [
      'spec.foo=bar',
      '"spec.foo" is not a known field selector: only "metadata.name", "metadata.namespace", "spec.decrypter"',
    ],
    [
      ' metadata.name=a',
      '" metadata.name" is not a known field selector: only "metadata.name", "metadata.namespace", "spec.decrypter"',
    ],
    ['=a', '"" is not a known field selector: only "metadata.name", "metadata.namespace", "spec.decrypter"'],
    ['metadata.name', "invalid selector: 'metadata.name'; can't understand 'metadata.name'"],
    ['metadata.name!a', "invalid selector: 'metadata.name!a'; can't understand 'metadata.name!a'"],
    ['metadata.name=a=b', 'invalid field selector: unescaped character in value: ='],
    ['metadata.name===a', 'invalid field selector: unescaped character in value: ='],
    ['metadata.name=a\\b', 'invalid field selector: invalid escape sequence: \\b'],
    ['metadata.name=a\\', 'invalid field selector: invalid escape sequence: \\'],
  ])('refuses %j', (text, message) => {
    expect(parseFieldSelector(text)).toEqual({ ok: false, message });
  });

  it('knows only the fields it is told of', () => {
    expect(parseFieldSelector('spec.decrypter=a', KEEPER_FIELDS)).toEqual({
      ok: false,
      message: '"spec.decrypter" is not a known field selector: only "metadata.name", "metadata.namespace"',
    });
  });

  it('never throws', () => {
    const pieces = fc.constantFrom('metadata.name', 'spec.decrypter', '=', '==', '!=', '!', ',', '\\', 'a', ' ', '\n');
    const almost = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), almost), (text) => {
        expect(typeof parseFieldSelector(text).ok).toBe('boolean');
      }),
      { numRuns: 1_000 }
    );
  });

  it('reads back whatever value was written', () => {
    const requirement: fc.Arbitrary<FieldRequirement> = fc.record({
      field: fc.constantFrom(...SECURE_VALUE_FIELDS),
      operator: fc.constantFrom('=' as const, '!=' as const),
      value: fc.string({ unit: fc.constantFrom('a', '\\', ',', '=', '!', ' ', '\n', '🔑') }),
    });
    fc.assert(
      fc.property(fc.array(requirement, { maxLength: 4 }), (selector) => {
        expect(parsed(formatFieldSelector(selector))).toEqual(selector);
      })
    );
  });
});

describe('matchesFields', () => {
  const subject = { name: 'a', namespace: 'default', decrypters: ['k6-cloud', 'x'] };

  it.each([
    ['', true],
    ['metadata.name=a', true],
    ['metadata.name=b', false],
    ['metadata.name!=a', false],
    ['metadata.name!=b', true],
    ['metadata.namespace=default', true],
    ['metadata.namespace!=default', false],
    ['spec.decrypter=x', true],
    ['spec.decrypter=k6', false],
    ['spec.decrypter!=x', false],
    ['spec.decrypter!=y', true],
    ['spec.decrypter=x,metadata.name=b', false],
  ])('%j is %s', (text, expected) => {
    expect(matchesFields(parsed(text), subject)).toBe(expected);
  });

  it('takes absent decrypters for none', () => {
    const without = { name: 'a', namespace: 'default' };
    expect(matchesFields(parsed('spec.decrypter=x'), without)).toBe(false);
    expect(matchesFields(parsed('spec.decrypter!=x'), without)).toBe(true);
  });
});

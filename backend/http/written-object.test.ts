import fc from 'fast-check';
import { parse } from 'yaml';
import { yamlOf } from './written-object.ts';

describe('yamlOf', () => {
  it('writes what people can read', () => {
    const object = { kind: 'Secret', spec: { description: 'Token of billing', decrypters: ['k6', 'yes'] } };
    expect(yamlOf(object)).toBe(
      'kind: Secret\nspec:\n  description: Token of billing\n  decrypters:\n    - k6\n    - "yes"\n'
    );
  });

  it('does not fold a long text', () => {
    const text = 'word '.repeat(100).trim();
    expect(yamlOf({ text })).toBe(`text: ${text}\n`);
  });

  it('writes every text of an object again where it stands', () => {
    const shared = { a: 1 };
    expect(yamlOf({ one: shared, two: shared })).toBe('one:\n  a: 1\ntwo:\n  a: 1\n');
  });

  it.each([' \n', '\n', 'a\n\n b\n', '\t\n', 'a\r\nb', `${'word\n'.repeat(50)}`])(
    'keeps every blank and break of %j',
    (text) => {
      const yaml = yamlOf({ text });
      expect(parse(yaml)).toEqual({ text });
      expect(yaml).toMatch(/^text: ".*"\n$/);
    }
  );

  it('writes what is a line break to some, and nothing to others, as escapes', () => {
    const object = { text: 'a\u0085b\u2028c\u2029d\ufeffe\u007ff', 'k\u0085': 'ü😀' };
    const yaml = yamlOf(object);
    expect(yaml).toBe('{\n  "text": "a\\u0085b\\u2028c\\u2029d\\ufeffe\\u007ff",\n  "k\\u0085": "ü😀"\n}\n');
    expect(parse(yaml)).toEqual(object);
  });

  it.each(['1.1', '1.2'] as const)('is understood by readers of YAML %s', (version) => {
    const words = fc.constantFrom(
      'yes',
      'Off',
      'n',
      '0777',
      '0o7',
      '1_000',
      '12:30:45',
      '2024-01-01',
      '0b1',
      '~',
      '=',
      '.nan'
    );
    const texts = fc.oneof(words, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(fc.dictionary(texts, fc.oneof(texts, fc.array(texts), fc.boolean(), fc.integer())), (object) => {
        expect(parse(yamlOf({ object }), { version, merge: false })).toEqual({ object: { ...object } });
      })
    );
  });
});

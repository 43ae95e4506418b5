import fc from 'fast-check';
import { SecretValue } from '../vault/secret-value.ts';
import { encodingsOf } from '../vault/testing/canary.ts';
import { readJson, type JsonPath, type JsonValue } from './json-reader.ts';
import { yamlOf } from './written-object.ts';
import { readYaml } from './yaml-reader.ts';
import { YamlSyntaxError } from './yaml-syntax-error.ts';

const NO_SECRETS = { isSecret: () => false, onSecret: () => undefined };

const read = (text: string): JsonValue => readYaml(Buffer.from(text), NO_SECRETS).value;

/** The value in a form that shows keys, which maps do not do in failures. */
function plain(value: JsonValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, member]) => [key, plain(member)]));
  }
  return Array.isArray(value) ? value.map(plain) : value;
}

function problemOf(text: string | Buffer): string {
  try {
    readYaml(Buffer.from(text), NO_SECRETS);
  } catch (error) {
    expect(error).toBeInstanceOf(YamlSyntaxError);
    return String(error);
  }
  return 'none';
}

describe('readYaml', () => {
  it.each([
    ['nothing', '', null],
    ['a comment', '# nothing\n', null],
    ['the start of a document', '---\n', null],
    ['a document between its marks', '---\na: 1\n...\n', { a: 1 }],
    ['a byte order mark', '\ufeffa: 1', { a: 1 }],
    ['lists and objects', 'a:\n- 1\n- {b: [c]}\n', { a: [1, { b: ['c'] }] }],
    [
      'texts',
      'a: b c\nd: "1"\ne: \'y\'\nf: 2024-01-01\ng: "\\u00e9\\ud83d\\ude00"',
      {
        a: 'b c',
        d: '1',
        e: 'y',
        f: '2024-01-01',
        g: 'é😀',
      },
    ],
    ['long texts', 'a: |\n  x\n  y\nb: |-\n  z\nc: >\n  v\n  w\n', { a: 'x\ny\n', b: 'z', c: 'v w\n' }],
    ['numbers', '[1, -2.5, 0x1F, 0o17, 1e3]', [1, -2.5, 31, 15, 1000]],
    ['nothing in its ways', '[null, ~, Null, ]', [null, null, null]],
    ['an absent value', 'a:\nb: 1', { a: null, b: 1 }],
    [
      'booleans, old ones too',
      '[true, False, yes, NO, y, n, on, Off]',
      [true, false, true, false, true, false, true, false],
    ],
    ['keys that look like something else', 'yes: 1\n2: 3\nnull: 4\n"<<": 5', { yes: 1, 2: 3, null: 4, '<<': 5 }],
    ['tags of JSON', 'a: !!str 12\nb: !!int "5"', { a: '12', b: 5 }],
    ['aliases', 'a: &x {b: [1]}\nc: *x\nd: &x 2\ne: *x', { a: { b: [1] }, c: { b: [1] }, d: 2, e: 2 }],
    ['another version', '%YAML 1.1\n---\na: 0777\nb: 12:30:45\n', { a: 777, b: '12:30:45' }],
  ])('reads %s', (_what, text, expected) => {
    expect(plain(read(text))).toEqual(expected);
  });

  it('reports repeated keys, and takes the last', () => {
    const { value, duplicates } = readYaml(Buffer.from('a: 1\nb:\n- c: 2\n  c: 3\na: 4\n'), NO_SECRETS);
    expect(plain(value)).toEqual({ a: 4, b: [{ c: 3 }] });
    expect(duplicates).toEqual([['b', 0, 'c'], ['a']]);
  });

  it('keeps the key of a prototype a key', () => {
    expect(read('__proto__: {a: 1}\nconstructor: 2')).toEqual(
      new Map<string, JsonValue>([
        ['__proto__', new Map([['a', 1]])],
        ['constructor', 2],
      ])
    );
  });

  it.each([
    ['two documents', 'a: 1\n---\nb: 2\n', 'more than one document; send each in a request of its own'],
    ['a tag of its own', 'a: !CANARY b\n', 'at line 1, column 4: tag resolve failed'],
    ['a tag of a language', 'a: !!js/function CANARY\n', 'at line 1, column 4: tag resolve failed'],
    ['a tag of old', 'a: !!binary Q0FOQVJZ\n', 'at line 1, column 4: tag resolve failed'],
    ['a tag that says nothing', 'a: ! CANARY\n', 'at line 1, column 6: a tag that is no type of JSON'],
    ['a merge key', 'a: &x {b: 1}\nc:\n  <<: *x\n', 'at line 3, column 3: a merge key; write the fields out'],
    ['an alias of nothing', 'a: *CANARY\n', 'at line 1, column 4: an alias of nothing that stands before it'],
    ['an alias of what it stands in', '&a [*a]\n', 'at line 1, column 5: an alias of nothing that stands before it'],
    ['a list for a key', '? [CANARY]\n: b\n', 'at line 1, column 3: non string key'],
    ['an open quote', 'a: "CANARY\nb: 1\n', 'at line 3, column 1: missing char'],
    ['an escaped quote for the end', 'a: "CANARY\\"', 'unexpected end of the document'],
    ['a doubled quote for the end', "a: 'CANARY''", 'unexpected end of the document'],
    ['an open list', 'a: [CANARY\n', 'at line 2, column 1: bad indent'],
    ['a tab', 'a:\n\tCANARY: 1\n', 'at line 2, column 1: tab as indent'],
    ['half a surrogate pair', 'a: "\\ud83d"\n', 'at line 1, column 4: half a surrogate pair'],
    ['a bad escape', 'a: "CANARY\\q"\n', 'at line 1, column 11: bad dq escape'],
    ['a bad directive', '%CANARY\n---\na: 1\n', 'at line 1, column 1: bad directive'],
    ['a control character', 'a: "CANARY\u001f"', 'a control character; write it as an escape in double quotes'],
  ])('refuses %s, and repeats nothing of it', (_what, text, problem) => {
    expect(problemOf(text)).toBe(`YamlSyntaxError: invalid YAML${problem.startsWith('at') ? ' ' : ': '}${problem}`);
  });

  it('takes an escaped quote before the end for a quote', () => {
    expect(plain(read('["a\\"", "\\\\", \'b\'\'\', \'\', ""]'))).toEqual(['a"', '\\', "b'", '', '']);
    expect(read('"a\\\\"')).toBe('a\\');
    expect(read("'a'''")).toBe("a'");
    expect(read("''")).toBe('');
  });

  it('refuses what is not UTF-8', () => {
    expect(problemOf(Buffer.from([0x61, 0x3a, 0x20, 0xff]))).toBe('YamlSyntaxError: invalid YAML: not UTF-8');
  });

  it.each([
    ['deep lists', '['.repeat(200), /nested deeper than 100 levels$/],
    ['deep indents', '- '.repeat(200), /nested deeper than 100 levels$/],
    ['deep keys', '? '.repeat(200), /nested deeper than 100 levels$/],
    ['very deep lists', '- '.repeat(9000), /nested deeper than 100 levels$/],
    ['very deep objects', 'a: '.repeat(4000), /nested deeper than 100 levels$/],
    ['very deep flow', '[a: '.repeat(3000), /nested deeper than 100 levels$/],
    [
      'aliases of deep lists',
      `a: &a ${'['.repeat(60)}${']'.repeat(60)}\nb: ${'['.repeat(60)}*a${']'.repeat(60)}`,
      /100 levels$/,
    ],
    [
      'aliases of aliases',
      `a: &a [1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c]`,
      /aliases stand for more than 1000 values; write them out$/,
    ],
    ['too many words', `[${'1,'.repeat(12_000)}]`, /more than 20000 words, marks and spaces; send it as JSON$/],
    ['very many words', `[${'0,'.repeat(1_000_000)}`, /more than 20000 words/],
  ])('refuses %s before they take long', (_what, text, problem) => {
    const start = performance.now();
    expect(problemOf(text)).toMatch(problem);
    // A quarter of it on an idle machine.
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it.each([
    ['lists', `${'['.repeat(100)}${']'.repeat(100)}`],
    ['indents', `${'- '.repeat(100)}a`],
    ['objects', `${'{a: '.repeat(100)}b${'}'.repeat(100)}`],
  ])('reads %s of a hundred levels, as the JSON reader does', (_what, text) => {
    expect(problemOf(text)).toBe('none');
  });

  it('makes secrets of the texts at secret places, aliases and all, and of nothing else', () => {
    const found: SecretValue[] = [];
    const places = {
      isSecret: (path: JsonPath) => path.join('.') === 'spec.value',
      onSecret: (secret: SecretValue) => found.push(secret),
    };
    const { value } = readYaml(Buffer.from('value: &v CANARY\nspec:\n  value: *v\n  other: x\n'), places);
    expect(plain(value)).toEqual({ value: 'CANARY', spec: { value: expect.any(SecretValue), other: 'x' } });
    expect(found.map((secret) => secret.use((bytes) => bytes.toString()))).toEqual(['CANARY']);
    expect(plain(readYaml(Buffer.from('spec: {value: 5}'), places).value)).toEqual({ spec: { value: 5 } });
  });
});

/** Documents of any shape. JSON writes -0 as 0, and YAML does not. */
const documents = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      null,
      true,
      false,
      'yes',
      'n',
      '~',
      '',
      '<<',
      '0x1',
      '1_0',
      '- a',
      'a: b',
      '#',
      '"',
      "'",
      '|',
      '&a',
      '*a'
    ),
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom('\n', '\r', '\t', ' ', ':', '#', '-', '"', "'", '\\', '\u0085', '\u2028', '\ufeff', 'a'),
    }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 12 }), tie('value'), { maxKeys: 4 })
  ),
})).value;

describe('YAML and JSON', () => {
  it('are read alike: JSON is YAML', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(0, 2), (document, indent) => {
        const bytes = () => Buffer.from(JSON.stringify(document, null, indent));
        expect(readYaml(bytes(), NO_SECRETS)).toEqual(readJson(bytes(), NO_SECRETS));
      })
    );
  });

  it('are read alike: what is written as YAML is what is written as JSON', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const json = Buffer.from(JSON.stringify({ document }));
        expect(readYaml(Buffer.from(yamlOf({ document })), NO_SECRETS)).toEqual(readJson(json, NO_SECRETS));
      })
    );
  });

  it('are read or refused, and never repeated', () => {
    const CANARY = 'QqCanary7Qq';
    const noise = fc.string({ unit: fc.constantFrom(...'{}[]"\'\\,:-?&*!|>%#@`\n\t 0a~<') });
    fc.assert(
      fc.property(noise, noise, noise, (before, between, after) => {
        const text = `${before}${CANARY}${between}${CANARY}${after}`;
        const problem = problemOf(text);
        for (const form of encodingsOf(CANARY)) {
          expect(problem).not.toContain(form);
        }
      }),
      { numRuns: 2000 }
    );
  });
});

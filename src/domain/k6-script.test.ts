import fc from 'fast-check';
import { k6SecretsIn } from './k6-script.ts';

const IMPORT = "import secrets from 'k6/secrets';\n";

/** What a script asks for, short: `name`, `source/name`, or `?` for what cannot be checked. */
function found(script: string): string[] {
  return k6SecretsIn(script).map((secret) => {
    if (secret.kind === 'not-checkable') {
      return '?';
    }
    return secret.source === undefined ? secret.name : `${secret.source}/${secret.name}`;
  });
}

describe('the secrets that a k6 script asks for', () => {
  it.each([
    ["secrets.get('a')", ['a']],
    ['await secrets.get("a")', ['a']],
    ['secrets.get(`a`)', ['a']],
    ["secrets . get ( 'a' /* the key */ )", ['a']],
    ["secrets\n  .get('a')", ['a']],
    ["secrets?.get('a')", ['a']],
    ["secrets.get('a',)", ['a']],
    ["Promise.all([secrets.get('a'), secrets.get('b')])", ['a', 'b']],
    ["secrets.source('s').get('a')", ['s/a']],
    ["(await secrets.source('s').get('a')).length / 2 / secrets.get('b')", ['s/a', 'b']],
    ["const s = secrets.source('s');\ns.get('a'); s.get('b')", ['s/a', 's/b']],
    ["const s = await secrets.source('s')\nexport default () => s.get('a')", ['s/a']],
    ["`${await secrets.get('a')} and ${`${secrets.get('b')}`} }`; secrets.get('c')", ['a', 'b', 'c']],
    ["`${{ a: { b: 1 } }}`; secrets.get('a')", ['a']],
    [
      String.raw`secrets.get('\x61\u0062\u{63}\
d')`,
      ['abcd'],
    ],
    ["secrets.get('')", ['']],
  ])('with a name that shows: %j', (script, names) => expect(found(`${IMPORT}${script}`)).toEqual(names));

  it.each([
    'secrets.get(name)',
    'secrets.get(`a-${name}`)',
    'secrets.get(`${name}`)',
    "secrets.get('a' + name)",
    "secrets.get(('a'))",
    "secrets.get(name || 'a')",
    'secrets.get()',
    "secrets['get']('a')",
    "secrets.source(name).get('a')",
    "secrets.source('s').get(name)",
    "secrets.source(`s-${name}`).get('a')",
    'const get = secrets.get;',
    'const { get } = secrets;',
    'const s = secrets;',
    'f(secrets)',
    'f(...secrets)',
    'export { secrets };',
    "const s = secrets.source('s').get;",
    "secrets.get.call(secrets, 'a')",
    'secrets.get(String.raw`a`)',
    String.raw`secrets.get('\u00')`,
  ])('is not checkable where it does not: %j', (script) => {
    const all = found(`${IMPORT}${script}`);
    expect(all.length).toBeGreaterThan(0);
    expect(new Set(all)).toEqual(new Set(['?']));
  });

  it('is not checkable where a source goes out of sight', () => {
    expect(found(`${IMPORT}const s = secrets.source('s');\nf(s); s.get(name); s.get('a')`)).toEqual(['?', '?', 's/a']);
  });

  it.each([
    "// secrets.get('a')",
    "/* secrets.get('a') \n */",
    `"secrets.get('a')"`,
    "`secrets.get('a')`",
    "/secrets.get('a')/.test(x)",
    "if (x) /secrets.get('a')/.test(x)",
    "return /[/'] secrets.get('a')/",
    "other.secrets.get('a')",
    'const o = { secrets: 1, b: 2 }',
    "mysecrets.get('a'); secrets_.get('b')",
  ])('leaves out what is no code of its own: %j', (script) => expect(found(`${IMPORT}${script}`)).toEqual([]));

  it.each(["x = 'no end; secrets.get(", 'x = `no end', '/* no end', "x = '\\'"])(
    'is not checkable behind what has no end: %j',
    (script) => expect(found(`${IMPORT}${script}`)).toEqual(['?'])
  );

  it('knows a division from a regular expression', () => {
    expect(
      found(`${IMPORT}const x = a / b; const y = secrets.get('a') / c / d; const z = /'/; secrets.get('b')`)
    ).toEqual(['a', 'b']);
    expect(found(`${IMPORT}const x = (a) / "/"; secrets.get('a')`)).toEqual(['a']);
  });

  it.each([
    ["import s from 'k6/secrets';\ns.get('a'); secrets.get('b')", ['a']],
    ["import { default as s } from 'k6/secrets';\ns.get('a')", ['a']],
    ["const s = require('k6/secrets');\ns.get('a')", ['a']],
    ["const s = require('k6/secrets').default;\ns.get('a')", ['a']],
    ["import * as s from 'k6/secrets';\ns.default.get('a')", ['?']],
    ["export * from 'k6/secrets';", ['?']],
    ["const { get } = require('k6/secrets');", ['?']],
    ["(await import('k6/secrets')).default.get('a')", ['?']],
    ["console.log('k6/secrets')", []],
    ["import http from 'k6/http';\nhttp.get('a')", []],
    ["secrets.get('a')", ['a']],
  ])('goes by the name of the import: %j', (script, names) => expect(found(script)).toEqual(names));

  it('says where', () => {
    const script = `${IMPORT}/* one\ntwo */\r\nconst text = \`\n\n\`;\nsecrets.get('a');\nsecrets.get(b);`;
    expect(k6SecretsIn(script)).toEqual([
      { kind: 'named', name: 'a', line: 7 },
      { kind: 'not-checkable', line: 8 },
    ]);
  });

  describe('whatever the script', () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      '`',
      '${',
      '}',
      '{',
      '(',
      ')',
      '/',
      '//',
      '/*',
      '*/',
      '\\',
      '\n',
      '[',
      ']',
      ' ',
      '.',
      '?.',
      '=',
      ',',
      'secrets',
      '.get(',
      '.source(',
      "'a'",
      'const ',
      'x',
      '1',
      'if',
      'return',
      'import ',
      ' from ',
      "'k6/secrets'"
    );
    const script = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

    it('an answer comes, with lines that are there', () => {
      fc.assert(
        fc.property(script, (text) => {
          const lines = text.split('\n').length;
          for (const { line } of k6SecretsIn(text)) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(lines);
          }
        }),
        { numRuns: 5_000 }
      );
    });

    it('any name is read back, in every kind of quotes', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.constantFrom("'", '"', '`'), (name, quote) => {
          const escaped = [...name].map((character) => `\\u{${character.codePointAt(0)?.toString(16)}}`).join('');
          expect(found(`${IMPORT}secrets.get(${quote}${escaped}${quote})`)).toEqual([name]);
        })
      );
    });

    it('nothing that is no code changes what is found', () => {
      const harmless = fc.oneof(
        fc
          .string()
          .map((text) => `/*${text.replaceAll('*/', '')}*/`)
          .filter((text) => !text.endsWith('**/') || text.length > 4),
        fc.string().map((text) => `//${text.replace(/[\n\r\u2028\u2029]/g, '')}\n`),
        fc
          .string()
          .map((text) => `${JSON.stringify(text)};`)
          .filter((text) => !text.includes('k6/secrets')),
        fc.constant('x = a / b;'),
        fc.constant('x = /[/\'"`]/g;'),
        fc.constant('x = `a ${ {b: `}`} } c`;')
      );
      fc.assert(
        fc.property(fc.array(harmless, { maxLength: 8 }), fc.array(harmless, { maxLength: 8 }), (before, after) => {
          const text = `${IMPORT}${before.join('\n')}\nsecrets.get('a');\n${after.join('\n')}\nsecrets.get(b);`;
          expect(found(text)).toEqual(['a', '?']);
        }),
        { numRuns: 2_000 }
      );
    });

    it('takes time in proportion to its length', () => {
      const size = 100_000;
      const long = ['`${', '/*', "'", '(', '/', '[', '\\', '{', 'secrets.', '`', 'a', '/[', "'\\", "\\'\\\n"].map(
        (text) => text.repeat(size)
      );
      const started = performance.now();
      long.forEach((text) => k6SecretsIn(text));
      // Where the square of the length would take hours.
      expect(performance.now() - started).toBeLessThan(60_000);
    });
  });
});

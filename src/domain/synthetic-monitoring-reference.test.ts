import fc from 'fast-check';
import { nameFindings } from './name.ts';
import {
  formatField,
  parseField,
  reference,
  referencedNames,
  referenceFindings,
  resolveField,
  type FieldPart,
  type ReferenceRule,
} from './synthetic-monitoring-reference.ts';

const SECRETS: ReadonlyMap<string, string> = new Map([
  ['api-token', 'T1'],
  ['x', 'X'],
  ['loop', '${secrets.api-token}'],
  ['db.pass', 'P2'],
  ['replacement', '$& $1 $$'],
  ['empty', ''],
  ['lines', '-----BEGIN-----\nMIIB\n-----END-----\n'],
  ['a'.repeat(253), 'long'],
]);

const text = (content: string): FieldPart => ({ kind: 'text', text: content });
const to = (name: string): FieldPart => ({ kind: 'reference', name });
const rulesOf = (field: string): ReferenceRule[] => referenceFindings(field, 'bearerToken').map(({ rule }) => rule);

/** Pieces of fields, most of which have to do with references. */
const anyField = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '${secrets.',
        '}',
        '${',
        '$',
        '{',
        'secrets.',
        'x',
        'api-token',
        '.',
        'A',
        ' ',
        'a..b',
        '${Secrets.'
      ),
      fc.string({ unit: 'binary', maxLength: 3 })
    ),
    { maxLength: 12 }
  )
  .map((pieces) => pieces.join(''));

describe('a field of a check', () => {
  it.each<[string, string, FieldPart[]]>([
    ['', '', []],
    ['plain text', 'plain text', [text('plain text')]],
    ['${secrets.api-token}', 'T1', [to('api-token')]],
    ['Bearer ${secrets.api-token}!', 'Bearer T1!', [text('Bearer '), to('api-token'), text('!')]],
    ['${secrets.api-token}${secrets.x}', 'T1X', [to('api-token'), to('x')]],
    ['${secrets.x}${secrets.x}', 'XX', [to('x'), to('x')]],
    ['${secrets.db.pass}', 'P2', [to('db.pass')]],
    ['${secrets.loop}', '${secrets.api-token}', [to('loop')]],
    ['$${secrets.x}', '$X', [text('$'), to('x')]],
    ['\\${secrets.x}', '\\X', [text('\\'), to('x')]],
    ['${secrets.x}}', 'X}', [to('x'), text('}')]],
    ['${${secrets.x}', '${X', [text('${'), to('x')]],
    ['${secrets.replacement}', '$& $1 $$', [to('replacement')]],
    ['<${secrets.empty}>', '<>', [text('<'), to('empty'), text('>')]],
    ['\n${secrets.lines}\n', '\n-----BEGIN-----\nMIIB\n-----END-----\n\n', [text('\n'), to('lines'), text('\n')]],
    [`\${secrets.${'a'.repeat(253)}}`, 'long', [to('a'.repeat(253))]],
    ['${secrets.x', '${secrets.x', [text('${secrets.x')]],
    ['${ secrets.x}', '${ secrets.x}', [text('${ secrets.x}')]],
    ['${Secrets.x}', '${Secrets.x}', [text('${Secrets.x}')]],
    ['${secret.x}', '${secret.x}', [text('${secret.x}')]],
    ['$secrets.x', '$secrets.x', [text('$secrets.x')]],
    ['{secrets.x}', '{secrets.x}', [text('{secrets.x}')]],
    ['${secrets}', '${secrets}', [text('${secrets}')]],
    ['${env.x}', '${env.x}', [text('${env.x}')]],
  ])('%j is sent as %j', (field, sent, parts) => {
    expect(resolveField(field, (name) => SECRETS.get(name))).toEqual({ kind: 'resolved', text: sent });
    expect(parseField(field)).toEqual(parts);
  });

  it.each([
    ['${secrets.}', ''],
    ['${secrets.Api}', 'Api'],
    ['${secrets. x}', ' x'],
    ['${secrets.x }', 'x '],
    ['${secrets.a/b}', 'a/b'],
    ['${secrets.a_b}', 'a_b'],
    ['${secrets.-a}', '-a'],
    ['${secrets.a-}', 'a-'],
    ['${secrets.a.}', 'a.'],
    ['${secrets..a}', '.a'],
    ['${secrets.ä}', 'ä'],
    ['${secrets.a\n}', 'a\n'],
    ['${secrets.${secrets.x}}', '${secrets.x'],
    [`\${secrets.${'a'.repeat(254)}}`, 'a'.repeat(254)],
    ['${secrets.x} ${secrets.nope} ${secrets.B}', 'B'],
  ])('%j fails for a name, before anything is looked up', (field, name) => {
    const lookUp = jest.fn();
    expect(resolveField(field, lookUp)).toEqual({ kind: 'invalid-name', name });
    expect(lookUp).not.toHaveBeenCalled();
  });

  it.each([
    ['${secrets.nope}', 'nope'],
    ['${secrets.a..b}', 'a..b'],
    ['${secrets.x}${secrets.nope}', 'nope'],
  ])('%j fails for a secret that is not there', (field, name) => {
    expect(resolveField(field, (each) => SECRETS.get(each))).toEqual({ kind: 'not-found', name });
  });

  it('looks nothing up where it refers to nothing, and each secret once', () => {
    const lookUp = jest.fn((name: string) => SECRETS.get(name));
    resolveField('', lookUp);
    resolveField('text', lookUp);
    expect(lookUp).not.toHaveBeenCalled();
    resolveField('${secrets.x}:${secrets.api-token}:${secrets.x}', lookUp);
    expect(lookUp.mock.calls).toEqual([['x'], ['api-token']]);
  });

  it('names what it refers to, once', () => {
    expect(referencedNames('${secrets.b}${secrets.a} ${secrets.b}${secrets.B}')).toEqual(['b', 'a', 'B']);
    expect(referencedNames('${secret.b}')).toEqual([]);
  });

  it.each<[string, ReferenceRule[]]>([
    ['', []],
    ['Bearer ${secrets.api-token}', []],
    ['costs $5 {or} ${more}', []],
    ['${secretsauce.x}', []],
    ['my.secrets.x', []],
    [`\${secrets.${'a'.repeat(253)}}`, []],
    [`\${secrets.${'a'.repeat(254)}}`, ['reference-name-too-long']],
    ['${secrets.}', ['reference-name-invalid']],
    ['${secrets.Api}${secrets.x}${secrets.-a}', ['reference-name-invalid', 'reference-name-invalid']],
    ['${secrets.${secrets.x}}', ['reference-name-invalid']],
    ['${secrets.a..b}', ['reference-name-impossible']],
    ['${secrets.a.-b}', ['reference-name-impossible']],
    ['${secrets.x', ['reference-malformed']],
    ['${ secrets.x}', ['reference-malformed']],
    ['${Secrets.x}', ['reference-malformed']],
    ['${secret.x}', ['reference-malformed']],
    ['${secrets}', ['reference-malformed']],
    ["${secrets['x']}", ['reference-malformed']],
    ['$secrets.x', ['reference-malformed']],
    ['${Secrets.x} ${secrets.A} ${secrets.ok}', ['reference-malformed', 'reference-name-invalid']],
  ])('of %j is found wrong: %j', (field, rules) => {
    expect(rulesOf(field)).toEqual(rules);
  });

  it('is called in findings as it is called outside, and shows no more than was meant as a reference', () => {
    expect(referenceFindings('${Secrets.x} hunter2', 'basicAuth.password')).toEqual([
      {
        rule: 'reference-malformed',
        field: 'basicAuth.password',
        reason: 'FieldValueInvalid',
        detail: 'looks like a reference to a secret and is none: write ${secrets.NAME}',
        badValue: '${Secrets.',
      },
    ]);
  });

  it.each<[string, string | undefined]>([
    ['${secrets.Api}', 'Api'],
    ['${secrets.a_b}', 'a_b'],
    ['${secrets.}', ''],
    ['${secrets.x hunter2 ${secrets.y}', undefined],
    ['${secrets.x:hunter2}', undefined],
  ])('shows a wrong name where it could be one: %j', (field, badValue) => {
    expect(referenceFindings(field, 'bearerToken').map((finding) => finding.badValue)).toEqual([badValue]);
  });

  it('is its pieces', () => {
    fc.assert(
      fc.property(anyField, (field) => {
        const parts = parseField(field);
        expect(formatField(parts)).toBe(field);
        const texts = parts.map((part) => part.kind === 'text');
        expect(texts.some((isText, index) => isText && texts[index + 1] === true)).toBe(false);
        expect(parts).not.toContainEqual(text(''));
      })
    );
  });

  it('is sent with every value in its place, whatever is in the values', () => {
    fc.assert(
      fc.property(anyField, fc.string({ unit: 'binary' }), (field, value) => {
        const resolved = resolveField(field, () => value);
        const parts = parseField(field);
        const expected = parts.map((part) => (part.kind === 'text' ? part.text : value)).join('');
        const isInvalid = rulesOf(field).some((rule) => /^reference-name-(invalid|too-long)$/.test(rule));
        expect(resolved).toEqual(
          isInvalid ? { kind: 'invalid-name', name: expect.any(String) } : { kind: 'resolved', text: expected }
        );
      })
    );
  });

  it('is right where it refers to a name that a secret can have', () => {
    const anyName = fc
      .array(fc.constantFrom('a', '0', '.', '-', 'B'), { maxLength: 6 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(anyName, (name) => {
        expect(rulesOf(reference(name)).length === 0).toBe(nameFindings(name).length === 0);
        expect(parseField(reference(name))).toEqual([to(name)]);
      })
    );
  });
});

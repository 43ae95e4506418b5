import fc from 'fast-check';
import { StatusError } from '../../http/status-error.ts';
import { readJson, type JsonValue } from '../../http/json-reader.ts';
import { SecretValue } from '../../vault/secret-value.ts';
import { applyJsonPatch, OPERATIONS_MAX, readJsonPatch } from './json-patch.ts';
import { jsonValueOf } from './json-value-of.ts';
import { isInside, parsePointer } from './json-pointer.ts';
import { jsonValues, plain } from './testing/json-values.ts';
import { naive, operations } from './testing/naive-json-patch.ts';

const patched = (target: unknown, patch: unknown): unknown =>
  plain(applyJsonPatch(jsonValueOf(target), readJsonPatch(jsonValueOf(patch))));

function problemOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof StatusError ? `${error.status.code} ${error.status.message}` : String(error);
  }
  return 'none';
}

const REFUSED = '422 the server rejected our request due to an error in our request: ';

describe('JSON Patch', () => {
  // After RFC 6902, appendix A.
  it.each<[string, unknown, unknown[], unknown]>([
    ['adds a member', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { foo: 'bar', baz: 'qux' }],
    ['adds an item', { foo: [1, 3] }, [{ op: 'add', path: '/foo/1', value: 2 }], { foo: [1, 2, 3] }],
    ['adds an item at the end', { foo: [1] }, [{ op: 'add', path: '/foo/-', value: [2] }], { foo: [1, [2]] }],
    ['adds an item at the length', { foo: [1] }, [{ op: 'add', path: '/foo/1', value: null }], { foo: [1, null] }],
    ['adds over a member', { foo: 1 }, [{ op: 'add', path: '/foo', value: 2 }], { foo: 2 }],
    ['adds the whole', { foo: 1 }, [{ op: 'add', path: '', value: [1] }], [1]],
    ['removes a member', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
    ['removes an item', { a: [1, 2, 3] }, [{ op: 'remove', path: '/a/1' }], { a: [1, 3] }],
    ['replaces a member', { a: 1 }, [{ op: 'replace', path: '/a', value: { b: 1 } }], { a: { b: 1 } }],
    ['replaces an item', [1, 2], [{ op: 'replace', path: '/1', value: 3 }], [1, 3]],
    ['replaces the whole', [1, 2], [{ op: 'replace', path: '', value: 3 }], 3],
    ['moves a member', { a: { b: 1 }, c: {} }, [{ op: 'move', from: '/a/b', path: '/c/d' }], { a: {}, c: { d: 1 } }],
    ['moves an item', [1, 2, 3], [{ op: 'move', from: '/0', path: '/2' }], [2, 3, 1]],
    ['moves to the same place', { a: 1 }, [{ op: 'move', from: '/a', path: '/a' }], { a: 1 }],
    ['moves out of itself', { a: { b: 1 } }, [{ op: 'move', from: '/a/b', path: '/a' }], { a: 1 }],
    [
      'copies',
      { a: [1] },
      [
        { op: 'copy', from: '/a', path: '/b' },
        { op: 'add', path: '/b/-', value: 2 },
      ],
      {
        a: [1],
        b: [1, 2],
      },
    ],
    [
      'tests',
      { a: { b: [1, 'x', null] } },
      [{ op: 'test', path: '/a', value: { b: [1, 'x', null] } }],
      {
        a: { b: [1, 'x', null] },
      },
    ],
    [
      'unescapes keys',
      { '/': 9, '~1': 10 },
      [
        { op: 'test', path: '/~01', value: 10 },
        { op: 'remove', path: '/~1' },
      ],
      {
        '~1': 10,
      },
    ],
    ['ignores other members', { a: 1 }, [{ op: 'remove', path: '/a', xyz: 1 }], {}],
    ['ignores the order of members', [true, false], [{ op: 'test', value: [true, false], path: '' }], [true, false]],
  ])('%s', (_what, target, patch, expected) => {
    expect(patched(target, patch)).toEqual(expected);
  });

  it.each<[string, unknown, string]>([
    [
      'a missing parent',
      { op: 'add', path: '/x/y', value: 1 },
      'operation 0 (add): there is nothing that could hold its path',
    ],
    [
      'a text for a parent',
      { op: 'add', path: '/t/y', value: 1 },
      'operation 0 (add): there is nothing that could hold its path',
    ],
    [
      'a position beyond the end',
      { op: 'add', path: '/l/3', value: 1 },
      'operation 0 (add): its path is not in the list',
    ],
    [
      'a position with a nought',
      { op: 'add', path: '/l/01', value: 1 },
      'operation 0 (add): its path is not in the list',
    ],
    [
      'a position before the start',
      { op: 'add', path: '/l/-1', value: 1 },
      'operation 0 (add): its path is not in the list',
    ],
    [
      'nothing to remove',
      { op: 'remove', path: '/x' },
      'operation 0 (remove): there is nothing at its path (a stored value never shows: "add" sets a new one)',
    ],
    [
      'nothing to replace',
      { op: 'replace', path: '/l/2', value: 1 },
      'operation 0 (replace): there is nothing at its path (a stored value never shows: "add" sets a new one)',
    ],
    [
      'the place after the end to replace',
      { op: 'replace', path: '/l/-', value: 1 },
      'operation 0 (replace): there is nothing at its path (a stored value never shows: "add" sets a new one)',
    ],
    ['everything to remove', { op: 'remove', path: '' }, 'operation 0 (remove): the whole object cannot be removed'],
    [
      'a move into itself',
      { op: 'move', from: '/o', path: '/o/p' },
      'operation 0 (move): nothing can be moved into itself',
    ],
    [
      'a test of something else',
      { op: 'test', path: '/l', value: [1] },
      'operation 0 (test): there is something else at its path',
    ],
    [
      'a test of another type',
      { op: 'test', path: '/t', value: { t: 1 } },
      'operation 0 (test): there is something else at its path',
    ],
    [
      'a test of nothing',
      { op: 'test', path: '/x', value: null },
      'operation 0 (test): there is nothing at its path (a stored value never shows: "add" sets a new one)',
    ],
  ])('refuses %s', (_what, operation, problem) => {
    expect(problemOf(() => patched({ l: [1, 2], o: {}, t: 'text' }, [operation]))).toBe(REFUSED + problem);
  });

  it('does all of it or nothing, and says which operation it was', () => {
    const target = jsonValueOf({ a: 1 });
    const operations = readJsonPatch(
      jsonValueOf([
        { op: 'add', path: '/b', value: 2 },
        { op: 'remove', path: '/c' },
      ])
    );
    expect(problemOf(() => applyJsonPatch(target, operations))).toMatch(/operation 1 \(remove\)/);
    expect(plain(target)).toEqual({ a: 1 });
  });

  it.each<[string, unknown, string]>([
    ['no list', {}, 'a JSON patch is a list of operations'],
    ['no operation', ['CANARY'], 'operation 0 is no object'],
    [
      'another operation',
      [{ op: 'CANARY', path: '' }],
      'operation 0 is none of add, remove, replace, move, copy, test',
    ],
    ['no path', [{ op: 'remove' }], 'operation 0 has no JSON pointer for "path"'],
    ['a path without a slash', [{ op: 'remove', path: 'CANARY' }], 'operation 0 has no JSON pointer for "path"'],
    ['a bad escape', [{ op: 'remove', path: '/a~2' }], 'operation 0 has no JSON pointer for "path"'],
    ['no from', [{ op: 'copy', path: '/a' }], 'operation 0 has no JSON pointer for "from"'],
    [
      'no value',
      [
        { op: 'remove', path: '/a' },
        { op: 'add', path: '/a' },
      ],
      'operation 1 has no "value"',
    ],
  ])('is not %s', (_what, patch, problem) => {
    expect(problemOf(() => readJsonPatch(jsonValueOf(patch)))).toBe(`400 error decoding patch: ${problem}`);
  });

  it('has an end', () => {
    const patch = jsonValueOf(Array.from({ length: OPERATIONS_MAX + 1 }, () => ({ op: 'test', path: '', value: 1 })));
    expect(problemOf(() => readJsonPatch(patch))).toBe(
      '413 Request entity too large: the allowed maximum operations in a JSON patch is 10000, got 10001'
    );
  });

  it.each<[string, unknown[], string]>([
    [
      'copies of copies',
      [
        { op: 'add', path: '/a', value: [1] },
        ...Array.from({ length: 40 }, () => ({ op: 'copy', from: '', path: '/a/-' })),
      ],
      'the patch copies or moves too much',
    ],
    [
      'pushes of a long list',
      [
        { op: 'add', path: '/a', value: Array.from({ length: 100_000 }, () => 0) },
        ...Array.from({ length: 9000 }, () => ({ op: 'add', path: '/a/0', value: 0 })),
      ],
      'the patch copies or moves too much',
    ],
    [
      'ever deeper copies',
      Array.from({ length: 200 }, () => ({ op: 'copy', from: '', path: '/a' })),
      'the result would be nested deeper than 100 levels',
    ],
    [
      'a deep path',
      [{ op: 'add', path: '/a'.repeat(101), value: 1 }],
      'the result would be nested deeper than 100 levels',
    ],
  ])('refuses %s before they take long', (_what, patch, problem) => {
    const start = performance.now();
    expect(problemOf(() => patched({}, patch))).toContain(problem);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  describe('with a secret', () => {
    const secret = () => SecretValue.fromUtf8('CANARY');
    const withValue = (value: JsonValue): JsonValue => new Map([['spec', new Map([['value', value]])]]);

    it.each([
      ['copies', { op: 'copy', from: '/spec/value', path: '/spec/description' }],
      ['moves', { op: 'move', from: '/spec/value', path: '/spec/description' }],
      ['copies around', { op: 'copy', from: '/spec', path: '/metadata' }],
      ['moves around', { op: 'move', from: '/spec', path: '/metadata' }],
    ])('never %s it', (_what, operation) => {
      const operations = readJsonPatch(jsonValueOf([operation]));
      expect(problemOf(() => applyJsonPatch(withValue(secret()), operations))).toContain(
        'a value cannot be copied or moved once it is set'
      );
    });

    it('never compares it', () => {
      const value = secret();
      for (const [path, guess] of [
        ['/spec/value', value],
        ['/spec/value', 'CANARY'],
        ['/spec', new Map([['value', value]])],
        ['', withValue(secret())],
      ] as const) {
        const test = new Map<string, JsonValue>([
          ['op', 'test'],
          ['path', path],
          ['value', guess],
        ]);
        expect(problemOf(() => applyJsonPatch(withValue(value), readJsonPatch([test])))).toContain('something else');
      }
    });

    it('adds and replaces it whole', () => {
      const value = secret();
      const add = new Map<string, JsonValue>([
        ['op', 'add'],
        ['path', '/spec/value'],
        ['value', value],
      ]);
      expect(applyJsonPatch(withValue('x'), readJsonPatch([add]))).toEqual(withValue(value));
    });
  });

  it('does what a naive model does', () => {
    fc.assert(
      fc.property(jsonValues, fc.array(operations, { maxLength: 4 }), (target, patch) => {
        const expected = naive(target, patch);
        let actual: unknown = 'refused';
        try {
          actual = { is: patched(target, patch) };
        } catch (error) {
          expect(error).toBeInstanceOf(StatusError);
        }
        expect(actual).toEqual(expected);
      }),
      { numRuns: 2000 }
    );
  });

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { value } = readJson(Buffer.from(text), { isSecret: () => false, onSecret: () => undefined });
        const problem = problemOf(() => readJsonPatch(value));
        expect(problem).toMatch(/^(none|400 error decoding patch: .*)$/);
      })
    );
  });
});

describe('a pointer', () => {
  it.each([
    ['', []],
    ['/', ['']],
    ['/a/b', ['a', 'b']],
    ['/a~1b/m~0n/~01', ['a/b', 'm~n', '~1']],
    ['a', undefined],
    ['/~', undefined],
    ['/~2', undefined],
    ['#/a', undefined],
  ])('%j: %j', (text, expected) => {
    expect(parsePointer(text)).toEqual(expected);
  });

  it('is inside of those before it', () => {
    expect(isInside(['a', 'b'], ['a'])).toBe(true);
    expect(isInside(['a'], ['a'])).toBe(false);
    expect(isInside(['b', 'a'], ['a'])).toBe(false);
    expect(isInside(['a'], [])).toBe(true);
  });
});

import fc from 'fast-check';
import { SecretValue } from '../../vault/secret-value.ts';
import type { JsonValue } from '../../http/json-reader.ts';
import { jsonValueOf } from './json-value-of.ts';
import { mergePatch } from './merge-patch.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';
import { jsonValues, plain } from './testing/json-values.ts';

const patched = (target: unknown, patch: unknown): unknown =>
  plain(mergePatch(jsonValueOf(target), jsonValueOf(patch)));

describe('mergePatch', () => {
  // RFC 7386, appendix A.
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j and %j: %j', (target, patch, expected) => {
    expect(patched(target, patch)).toEqual(expected);
    expect(plain(strategicMergePatch(jsonValueOf(target), jsonValueOf(patch)))).toEqual(expected);
  });

  it('keeps a secret whole, and the key of a prototype a key', () => {
    const secret = SecretValue.fromUtf8('v');
    const patch: JsonValue = new Map<string, JsonValue>([
      ['value', secret],
      ['__proto__', 'x'],
    ]);
    expect(mergePatch(new Map(), patch)).toEqual(patch);
    expect(new Map(Object.entries({ value: secret })).get('value')).toBe(secret);
  });

  it('leaves what it was given as it was', () => {
    fc.assert(
      fc.property(jsonValues, jsonValues, (target, patch) => {
        const [before, change] = [jsonValueOf(target), jsonValueOf(patch)];
        mergePatch(before, change);
        expect([before, change]).toEqual([jsonValueOf(target), jsonValueOf(patch)]);
      })
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(jsonValues, jsonValues, (target, patch) => {
        const once = mergePatch(jsonValueOf(target), jsonValueOf(patch));
        expect(mergePatch(once, jsonValueOf(patch))).toEqual(once);
      })
    );
  });

  it('gets from everything without null to everything without null by their difference', () => {
    fc.assert(
      fc.property(jsonValues, jsonValues, (from, to) => {
        const [source, target] = [withoutNulls(jsonValueOf(from)), withoutNulls(jsonValueOf(to))];
        expect(mergePatch(source, difference(source, target))).toEqual(target);
      })
    );
  });

  it('is what the strategic kind is without its directives', () => {
    fc.assert(
      fc.property(jsonValues, jsonValues, (target, patch) => {
        const [before, change] = [jsonValueOf(target), jsonValueOf(patch)];
        expect(strategicMergePatch(before, change)).toEqual(mergePatch(before, change));
      })
    );
  });
});

function withoutNulls(value: JsonValue): JsonValue {
  if (value instanceof Map) {
    const members = [...value].filter(([, member]) => member !== null);
    return new Map(members.map(([key, member]) => [key, withoutNulls(member)]));
  }
  return value;
}

/** The merge patch that leads from one value to another, neither of which has a null in its objects. */
function difference(from: JsonValue, to: JsonValue): JsonValue {
  if (!(from instanceof Map) || !(to instanceof Map)) {
    return to;
  }
  const gone = [...from.keys()].filter((key) => !to.has(key));
  const members = [...to].map(([key, member]): [string, JsonValue] => {
    const before = from.get(key);
    return [key, before === undefined ? member : difference(before, member)];
  });
  return new Map([...members, ...gone.map((key): [string, JsonValue] => [key, null])]);
}

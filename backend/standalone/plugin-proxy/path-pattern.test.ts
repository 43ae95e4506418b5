import fc from 'fast-check';
import { matchPath, parsePathPattern } from './path-pattern.ts';

const match = (pattern: string, path: string) => matchPath(parsePathPattern(pattern), path)?.rest;

/** Undefined is no match; a text is what the star took. */
const CASES: ReadonlyArray<readonly [pattern: string, path: string, rest: string | undefined]> = [
  ['a/b', 'a/b', ''],
  ['a/b', '/a/b', ''],
  ['a/b', '/a/b/', ''],
  ['a/b', 'a/b//', undefined],
  ['a/b', 'a/c', undefined],
  ['a/b', 'A/b', undefined],
  ['a/b', 'a', undefined],
  ['a/b', 'a/b/c', undefined],
  ['a/b', 'a/%62', ''],
  ['a/b', 'a%2Fb', undefined],
  ['a/*', 'a', undefined],
  ['a/*', 'a/', undefined],
  ['a/*', 'a/b', 'b'],
  ['a/*', 'a/b/c', 'b/c'],
  ['a/*', 'a/b%2Fc', 'b/c'],
  ['a/*', 'a/b/c/', 'b/c'],
  ['a/*', 'a/%2e%2e/c', '../c'],
  ['a/*', 'a/b%3Fc', 'b?c'],
  ['a/*', 'a/%zz', undefined],
  ['*', '', ''],
  ['*', 'a/b', 'a/b'],
  ['a/:name/c', 'a/anything/c', ''],
  ['a/:name/c', 'a/x%2Fy/c', ''],
  ['a/:name/c', 'a/x/y/c', undefined],
  ['a/:name/*', 'a/x/y/z', 'y/z'],
  ['a/:name', 'a/x/y', undefined],
  ['a/:id([0-9]+)', 'a/12', ''],
  ['a/:id([0-9]+)', 'a/b', undefined],
  ['a/:id([0-9]+)', 'a/b12c', ''],
  ['a/:id(^[0-9]+$)/*', 'a/b12/c', undefined],
  ['a/:id:int', 'a/12', ''],
  ['a/:id:int', 'a/x', undefined],
  ['a/:id:string', 'a/x_1', ''],
  ['a/v:major.:minor', 'a/v1.2', ''],
  ['a/v:major.:minor', 'a/w1', undefined],
  ['a/*/c', 'a/b/c', ''],
  ['a/*/c', 'a/b/d', undefined],
];

describe('the pattern of a route', () => {
  it.each(CASES)('%s and the path %s: %j', (pattern, path, rest) => {
    expect(match(pattern, path)).toBe(rest);
  });

  it.each(['', 'a//b', 'a/?:name', 'a/*.*', 'a/**', 'a/:name(['])('is not understood: "%s"', (pattern) => {
    expect(() => parsePathPattern(pattern)).toThrow();
  });

  it('takes whatever comes after it', () => {
    const segment = fc
      .string({ minLength: 1 })
      .map(encodeURIComponent)
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        const rest = Buffer.from(segments.map(decodeURIComponent).join('/'), 'utf8').toString('latin1');
        expect(match('a/*', `a/${segments.join('/')}`)).toBe(rest);
        expect(match('a/:b/*', `a/x/${segments.join('/')}`)).toBe(rest);
      })
    );
  });
});

import fc from 'fast-check';
import { decodePath, encodePath } from './percent-coding.ts';

const bytes = fc.uint8Array().map((array) => Buffer.from(array).toString('latin1'));

describe('the percent-encoding of a path', () => {
  it('brings back every byte', () => {
    fc.assert(fc.property(bytes, (path) => decodePath(encodePath(path)) === path));
  });

  it('leaves nothing that ends a path or a request line', () => {
    fc.assert(fc.property(bytes, (path) => /^[!-~]*$/.test(encodePath(path)) && !/[?#\s]/.test(encodePath(path))));
  });

  it.each([
    ['a/b', 'a/b'],
    ['a?b#c', 'a%3Fb%23c'],
    ['100%', '100%25'],
    ['ü', '%FC'],
    ['a b(c)', 'a%20b%28c%29'],
    ["-_.~$&+,:;=@!'*", '-_.~$&+,:;=@%21%27%2A'],
  ])('is what Go writes: %s', (path, encoded) => {
    expect(encodePath(path)).toBe(encoded);
  });

  it.each(['%', '%4', '%zz', 'a%2', '%%41'])('is broken: %s', (path) => {
    expect(decodePath(path)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { fromRoot, isLocalUrl, requestUrl } from './request-url';

describe('requestUrl', () => {
  it.each([
    [{}, '/a'],
    [{ limit: 10, continue: undefined }, '/a?limit=10'],
    [{ tag: ['x', 'y'], none: [] }, '/a?tag=x&tag=y'],
    [{ empty: '', nothing: null, flag: false }, '/a?empty=&nothing=null&flag=false'],
    [{ labelSelector: 'team=a,env!=b&c' }, '/a?labelSelector=team%3Da%2Cenv%21%3Db%26c'],
  ])('writes %j', (params, url) => {
    expect(requestUrl('/a', params)).toBe(url);
  });

  it('adds to a query that is there', () => {
    expect(requestUrl('/a?b=1', { c: 2 })).toBe('/a?b=1&c=2');
  });

  it('loses nothing on the way, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (key, values) => {
          const { searchParams } = new URL(requestUrl('/a', { [key]: values }), 'http://h');
          expect(searchParams.getAll(key)).toEqual(values);
        }
      )
    );
  });
});

describe('fromRoot', () => {
  it.each([
    ['api/x', '/api/x'],
    ['/api/x', '/api/x'],
    ['apis/a:b', '/apis/a:b'],
    ['https://example.com/x', 'https://example.com/x'],
    ['//example.com/x', '//example.com/x'],
  ])('takes %s for %s', (url, expected) => {
    expect(fromRoot(url)).toBe(expected);
  });
});

describe('isLocalUrl', () => {
  it.each(['api/x', '/api/x', '/', 'apis/a:b/c'])('holds for %s', (url) => {
    expect(isLocalUrl(url)).toBe(true);
  });

  it.each(['http://h/', '//h/x', '\\\\h', '/\\h/x', 'mailto:x', 'HTTPS://h'])('does not hold for %s', (url) => {
    expect(isLocalUrl(url)).toBe(false);
  });
});

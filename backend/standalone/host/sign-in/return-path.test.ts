import fc from 'fast-check';
import { returnPath } from './return-path';

describe('returnPath', () => {
  it.each(['/a/app/secrets?q=1#x', '/plugins/app'])('leads back to %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    null,
    undefined,
    '',
    '/',
    'a/app',
    '//evil.example/a/app',
    '/\\evil.example/a/app',
    '/\t/evil.example/a/app',
    'https://evil.example/a/app',
    'javascript:alert(1)',
    '/a/../login',
    '/api/x',
  ])('leads to the start page for %j', (path) => {
    expect(returnPath(path)).toBe('/');
  });

  it('never leaves the server, whatever was asked for', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      'a',
      'plugins',
      ':',
      '@',
      '\t',
      '\n',
      '%2f',
      'evil.example',
      '?',
      '#'
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const { origin } = new URL(returnPath(parts.join('')), 'http://h:3000/login');
        expect(origin).toBe('http://h:3000');
      })
    );
  });
});

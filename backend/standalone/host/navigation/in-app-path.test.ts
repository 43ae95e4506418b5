import { inAppPath } from './in-app-path';

const HERE = 'http://h:3000/a/app/secrets?q=1';
const follow = (href: string | null, change = {}) =>
  inAppPath({ href, target: null, isDownload: false, ...change }, HERE);

describe('inAppPath', () => {
  it.each([
    ['/', '/'],
    ['/a/app/x?y=1#z', '/a/app/x?y=1#z'],
    ['/plugins/app', '/plugins/app'],
    ['http://h:3000/a/app', '/a/app'],
    ['?q=2', '/a/app/secrets?q=2'],
    ['other', '/a/app/other'],
  ])('keeps %s within the page', (href, path) => {
    expect(follow(href)).toBe(path);
  });

  it.each([
    null,
    '#pageContent',
    '/login',
    '/logout',
    '/api/x',
    '/public/x.md',
    'https://grafana.com/a/app',
    '//evil.example/a/app',
    'mailto:someone@example.com',
    'http://[',
  ])('lets the browser follow %s', (href) => {
    expect(follow(href)).toBeUndefined();
  });

  it('lets the browser open new windows and save files', () => {
    expect(follow('/a/app', { target: '_blank' })).toBeUndefined();
    expect(follow('/a/app', { isDownload: true })).toBeUndefined();
    expect(follow('/a/app', { target: '_self' })).toBe('/a/app');
  });
});

import { landingUrl, pathToPage } from './nav-tree';

const TREE = [
  { id: 'home', text: 'Home', url: '/' },
  {
    id: 'cfg',
    text: 'Administration',
    children: [
      { text: 'Secrets', url: '/a/app/secrets' },
      { text: 'Settings', url: '/a/app/secrets/settings' },
      { text: 'Plugins', url: '/plugins/app' },
    ],
  },
];

describe('pathToPage', () => {
  it.each([
    ['/', ['Home']],
    ['/a/app/secrets', ['Administration', 'Secrets']],
    ['/a/app/secrets/db-password', ['Administration', 'Secrets']],
    ['/a/app/secrets/settings/deep', ['Administration', 'Settings']],
    ['/plugins/app', ['Administration', 'Plugins']],
    ['/a/app/secretsettings', []],
    ['/elsewhere', []],
  ])('leads to %s by %j', (pathname, texts) => {
    expect(pathToPage(TREE, pathname).map(({ text }) => text)).toEqual(texts);
  });
});

describe('landingUrl', () => {
  it('is the first page of an app', () => {
    expect(landingUrl(TREE)).toBe('/a/app/secrets');
  });

  it('is nothing where no app has a page', () => {
    expect(landingUrl([{ text: 'Home', url: '/' }])).toBeUndefined();
  });
});

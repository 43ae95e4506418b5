import { breadcrumbTrail } from './breadcrumb-trail';

const HOME = { id: 'home', text: 'Home', url: '/' };
const SECTION = [{ text: 'Administration' }, { text: 'Secrets', url: '/a/app/secrets' }];

const texts = (trail: ReturnType<typeof breadcrumbTrail>) => trail.map(({ text }) => text);

describe('breadcrumbTrail', () => {
  it('ends with the page, which leads nowhere', () => {
    expect(breadcrumbTrail(HOME, SECTION, undefined)).toEqual([
      { text: 'Home', url: '/' },
      { text: 'Administration', url: undefined },
      { text: 'Secrets' },
    ]);
  });

  it('takes a menu item and the page it opens for one step, whatever the query', () => {
    const page = { text: 'All secrets', url: '/a/app/secrets?q=x' };
    expect(texts(breadcrumbTrail(HOME, SECTION, page))).toEqual(['Home', 'Administration', 'All secrets']);
  });

  it('adds the parents that the plugin names', () => {
    const parentItem = { text: 'Secrets', url: '/a/app/secrets?page=2' };
    const page = { text: 'db-password', url: '/a/app/secrets/db-password', parentItem };
    expect(breadcrumbTrail(HOME, SECTION, page)).toEqual([
      { text: 'Home', url: '/' },
      { text: 'Administration', url: undefined },
      { text: 'Secrets', url: '/a/app/secrets?page=2' },
      { text: 'db-password' },
    ]);
  });

  it('leaves out what hides itself', () => {
    const page = { text: 'Hidden', url: '/a/app/x', hideFromBreadcrumbs: true };
    expect(texts(breadcrumbTrail(HOME, [], page))).toEqual(['Home']);
  });

  it('keeps two steps that have no address', () => {
    expect(texts(breadcrumbTrail(undefined, [{ text: 'One' }], { text: 'Two' }))).toEqual(['One', 'Two']);
  });
});

import { toSecret } from '../../api/secret';
import { DEFAULT_ORDER } from './list-order';
import { PAGE_SIZE, visibleSecrets } from './visible-secrets';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    toSecret({
      metadata: { name: `secret-${String(index).padStart(4, '0')}`, labels: { team: `team-${index % 7}` } },
      spec: { description: `number ${index}`, decrypters: ['k6-cloud'] },
    })
  );

const select = (search: string, page: number) => ({ search, order: DEFAULT_ORDER, page });

describe('visibleSecrets', () => {
  it('shows every secret on exactly one page', () => {
    const all = many(2 * PAGE_SIZE + 1);
    const pages = [1, 2, 3].map((page) => visibleSecrets(all, select('', page)));
    expect(pages.flatMap(({ secrets }) => secrets)).toEqual(all);
    expect(pages.map(({ secrets }) => secrets.length)).toEqual([PAGE_SIZE, PAGE_SIZE, 1]);
    expect(pages[0]).toMatchObject({ total: 2 * PAGE_SIZE + 1, matching: 2 * PAGE_SIZE + 1, pages: 3, page: 1 });
  });

  it('shows the last page where there is no such page any more', () => {
    expect(visibleSecrets(many(3), select('', 9))).toMatchObject({ page: 1, pages: 1 });
    expect(visibleSecrets([], select('', 2))).toMatchObject({ page: 1, pages: 1, secrets: [] });
  });
});

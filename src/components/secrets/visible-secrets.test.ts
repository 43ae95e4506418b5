import { toSecret, type Secret } from '../../api/secret';
import { decrypterRegistry } from '../../domain/decrypters';
import { PAGE_SIZE, findSecrets, visiblePage } from './visible-secrets';
import { indexSecrets } from './secret-index';
import { searchWords } from './search';
import type { Grouping } from './grouping';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    toSecret({
      metadata: { name: `secret-${String(index).padStart(4, '0')}`, labels: { team: `team-${index % 7}` } },
      spec: { description: `number ${index}`, decrypters: ['k6-cloud'] },
    })
  );

const NONE: Grouping = { kind: 'none' };
const BY_TEAM: Grouping = { kind: 'label', key: 'team' };
const rows = (secrets: readonly Secret[], page: number, grouping: Grouping) =>
  visiblePage(secrets, grouping, page).groups.flatMap((group) => group.secrets);

describe('visiblePage', () => {
  it.each([NONE, BY_TEAM, { kind: 'prefix' } as const])('shows every secret on exactly one page: %j', (grouping) => {
    const all = many(2 * PAGE_SIZE + 1);
    const pages = [1, 2, 3].map((page) => rows(all, page, grouping));
    expect(new Set(pages.flat())).toEqual(new Set(all));
    expect(pages.map((secrets) => secrets.length)).toEqual([PAGE_SIZE, PAGE_SIZE, 1]);
    expect(visiblePage(all, grouping, 1)).toMatchObject({ pages: 3, page: 1 });
  });

  it('shows the last page where there is no such page any more', () => {
    expect(visiblePage(many(3), NONE, 9)).toMatchObject({ page: 1, pages: 1 });
    expect(visiblePage([], NONE, 2)).toEqual({ page: 1, pages: 1, groups: [] });
  });

  it('has groups by the alphabet, those of none at the end, and says how large each is in all', () => {
    const unlabelled = toSecret({ metadata: { name: 'a' }, spec: { description: 'd' } });
    const { groups } = visiblePage([unlabelled, ...many(70)], BY_TEAM, 3);
    expect(groups.map(({ value, size, secrets }) => [value, size, secrets.length])).toEqual([
      ['team-6', 10, 10],
      [undefined, 1, 1],
    ]);
  });

  it('takes for a prefix what stands before the first mark between words', () => {
    const named = ['pay-a', 'pay.b', 'plain', 'mail-relay-x'].map((name) =>
      toSecret({ metadata: { name }, spec: { description: 'd' } })
    );
    const { groups } = visiblePage(named, { kind: 'prefix' }, 1);
    expect(groups.map(({ value, secrets }) => [value, secrets.length])).toEqual([
      ['mail', 1],
      ['pay', 2],
      [undefined, 1],
    ]);
  });
});

describe('findSecrets', () => {
  const secret = toSecret({
    metadata: {
      name: 'payments',
      labels: { team: 'shop' },
      annotations: {
        'grafana.app/createdBy': 'service-account:robot-7',
        'grafana.app/updatedBy': 'user:u42',
        'grafana.app/managedBy': 'terraform',
      },
    },
    spec: { description: 'Payment provider', decrypters: ['k6-cloud', 'my-service'] },
    status: { keeper: 'aws-prod' },
  });
  const index = indexSecrets([secret], decrypterRegistry([]));
  const find = (text: string, keeper = '', manager = '') =>
    findSecrets([secret], index, { words: searchWords(text), keeper, manager }).matching;

  it.each([
    'PAYM',
    'provider',
    'team=shop',
    'team: shop',
    'k6-cloud',
    'grafana cloud K6',
    'my-service',
    'aws-prod',
    'service-account:robot-7',
    'service account robot-7',
    'u42',
    'terraform',
    'shop aws payments',
  ])('finds a secret by %j', (text) => {
    expect(find(text)).toEqual([secret]);
  });

  it.each(['paym mail', 'team=mail', 'shopx', 'uid'])('does not find it by %j', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('narrows by keeper and manager, and counts each from what the other leaves', () => {
    expect(find('', 'aws-prod', 'terraform')).toEqual([secret]);
    const ofOtherKeeper = findSecrets([secret], index, { words: [], keeper: 'system', manager: 'terraform' });
    expect(ofOtherKeeper).toEqual({ matching: [], ofAnyKeeper: [secret], ofAnyManager: [] });
  });
});

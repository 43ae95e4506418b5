import fc from 'fast-check';
import { ALL_SECRETS } from '../../pages/secrets/all-secrets';
import type { Grouping } from './grouping';
import { SORT_KEYS } from './list-order';
import { COLUMNS, DENSITIES } from './list-view';
import { SecretListScene, WHOLE_LIST, type ListSelection } from './SecretListScene';

const selection: fc.Arbitrary<ListSelection> = fc.record({
  search: fc.string(),
  labelSelector: fc.string(),
  decrypter: fc.string(),
  keeper: fc.string(),
  manager: fc.string(),
  order: fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() }),
  page: fc.integer({ min: 1, max: 10_000 }),
  secret: fc.string(),
  columns: fc.subarray([...COLUMNS]),
  density: fc.constantFrom(...DENSITIES),
  grouping: fc.oneof(
    fc.constantFrom<Grouping>({ kind: 'none' }, { kind: 'prefix' }),
    fc.string({ minLength: 1 }).map((key): Grouping => ({ kind: 'label', key }))
  ),
  owned: fc.boolean(),
});

const selected = ({ state: { key, ...selection } }: SecretListScene): ListSelection => selection;

afterEach(() => localStorage.clear());

describe('SecretListScene', () => {
  it('comes back from the URL as it was', () => {
    fc.assert(
      fc.property(selection, (one) => {
        const scene = new SecretListScene(ALL_SECRETS);
        scene.updateFromUrl(new SecretListScene(ALL_SECRETS, one).getUrlState());
        expect(selected(scene)).toEqual(one);
      })
    );
  });

  it('leaves the URL alone when nothing is selected', () => {
    const values = Object.values(new SecretListScene(ALL_SECRETS).getUrlState());
    expect(values).toHaveLength(Object.keys(WHOLE_LIST).length);
    expect(new Set(values)).toEqual(new Set([undefined]));
  });

  it('takes what it does not understand for nothing', () => {
    const scene = new SecretListScene(ALL_SECRETS);
    scene.updateFromUrl({ sort: 'size', page: '-3', search: ['first', 'second'], labels: null, decrypter: undefined });
    scene.updateFromUrl({ columns: 'description', density: 'airy', group: 'label:', owned: 'yes' });
    expect(selected(scene)).toEqual({ ...WHOLE_LIST, search: 'first' });
  });

  it('looks as it was left, unless the address says how', () => {
    new SecretListScene(ALL_SECRETS).changeView({ density: 'compact', columns: ['version'] });
    const scene = new SecretListScene(ALL_SECRETS);
    expect(scene.state).toMatchObject({ density: 'compact', columns: ['version'], grouping: { kind: 'none' } });
    expect(scene.getUrlState()).toMatchObject({ density: 'compact', columns: 'name,version', group: undefined });

    scene.updateFromUrl({ density: 'comfortable', group: 'prefix' });
    expect(scene.state).toMatchObject({ density: 'comfortable', columns: ['version'], grouping: { kind: 'prefix' } });
    scene.updateFromUrl({ density: null, group: null });
    expect(scene.state).toMatchObject({ density: 'compact', grouping: { kind: 'none' } });
  });

  it('remembers what a person changed, and not what a link brought', () => {
    const scene = new SecretListScene(ALL_SECRETS);
    scene.updateFromUrl({ group: 'label:team' });
    scene.changeView({ owned: true });
    expect(new SecretListScene(ALL_SECRETS).state).toMatchObject({ owned: true, grouping: { kind: 'none' } });
  });

  it.each(['', '{', '[]', '{"density":7,"columns":null,"owned":"maybe"}'])(
    'looks as ever where what is remembered is no view: %j',
    (stored) => {
      new SecretListScene(ALL_SECRETS).changeView({ owned: true });
      Object.keys(localStorage).forEach((key) => localStorage.setItem(key, stored));
      expect(selected(new SecretListScene(ALL_SECRETS))).toEqual(WHOLE_LIST);
    }
  );

  it('goes back to the first page with every change of what is listed', () => {
    const changes: Array<(scene: SecretListScene) => void> = [
      (scene) => scene.setSearch('a'),
      (scene) => scene.setLabelSelector('a'),
      (scene) => scene.setDecrypter('a'),
      (scene) => scene.setKeeper('a'),
      (scene) => scene.setManager('a'),
      (scene) => scene.changeView({ owned: true }),
      (scene) => scene.sortBy('created'),
      (scene) => scene.requireLabel('a', 'b'),
      (scene) => scene.clearFilters(),
    ];
    changes.forEach((change) => {
      const scene = new SecretListScene(ALL_SECRETS, { page: 4 });
      change(scene);
      expect(scene.state.page).toBe(1);
    });
  });

  it.each([
    ['', 'team=shop'],
    ['env=prod', 'env=prod,team=shop'],
    ['team=other', 'team=shop'],
    ['team=shop', 'team=shop'],
    ['team!=other', 'team!=other,team=shop'],
    ['not a ( selector', 'team=shop'],
  ])('adds a label to the selector %j', (before, after) => {
    const scene = new SecretListScene(ALL_SECRETS, { labelSelector: before });
    scene.requireLabel('team', 'shop');
    expect(scene.state.labelSelector).toBe(after);
  });
});

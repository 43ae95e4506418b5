import fc from 'fast-check';
import { ALL_SECRETS } from '../../pages/secrets/all-secrets';
import { SORT_KEYS } from './list-order';
import { SecretListScene, WHOLE_LIST, type ListSelection } from './SecretListScene';

const selection: fc.Arbitrary<ListSelection> = fc.record({
  search: fc.string(),
  labelSelector: fc.string(),
  decrypter: fc.string(),
  order: fc.record({ key: fc.constantFrom(...SORT_KEYS), descending: fc.boolean() }),
  page: fc.integer({ min: 1, max: 10_000 }),
});

const selected = ({ state: { search, labelSelector, decrypter, order, page } }: SecretListScene): ListSelection => ({
  search,
  labelSelector,
  decrypter,
  order,
  page,
});

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
    expect(Object.values(new SecretListScene(ALL_SECRETS).getUrlState())).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes what it does not understand for nothing', () => {
    const scene = new SecretListScene(ALL_SECRETS);
    scene.updateFromUrl({ sort: 'size', page: '-3', search: ['first', 'second'], labels: null, decrypter: undefined });
    expect(selected(scene)).toEqual({ ...WHOLE_LIST, search: 'first' });
  });

  it('goes back to the first page with every change of what is listed', () => {
    const changes: Array<(scene: SecretListScene) => void> = [
      (scene) => scene.setSearch('a'),
      (scene) => scene.setLabelSelector('a'),
      (scene) => scene.setDecrypter('a'),
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

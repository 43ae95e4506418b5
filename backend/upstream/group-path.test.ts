import fc from 'fast-check';
import { KEEPERS, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { groupPath } from './group-path.ts';

const ROOT = '/apis/secret.grafana.app/v1beta1/namespaces';

describe('groupPath', () => {
  it.each([
    [{ resource: SECURE_VALUES, namespace: 'default' }, `${ROOT}/default/securevalues`],
    [{ resource: SECURE_VALUES, namespace: 'org-2', name: 'a.b-c' }, `${ROOT}/org-2/securevalues/a.b-c`],
    [
      { resource: KEEPERS, namespace: 'default', name: 'system', subresource: 'activate' as const },
      `${ROOT}/default/keepers/system/activate`,
    ],
  ])('builds the path of %j', (target, path) => {
    expect(groupPath(target)).toBe(path);
  });

  it.each(['', '.', '..', 'a/b', '../x', 'a%2fb', '%2e%2e', 'a?b', 'a#b', 'a\\b', 'A', 'ü', 'a\0', 'a\r\nb', 'a b'])(
    'knows no object of the name %j',
    (name) => {
      expect(groupPath({ resource: SECURE_VALUES, namespace: 'default', name })).toBeUndefined();
      expect(groupPath({ resource: SECURE_VALUES, namespace: name })).toBeUndefined();
    }
  );

  it('never leads out of the collection', () => {
    const hostile = fc.string({ unit: fc.constantFrom('a', '.', '/', '%', '2', 'f', 'e', '?', '#', '\\', ';', '@') });
    fc.assert(
      fc.property(hostile, (name) => {
        const path = groupPath({ resource: SECURE_VALUES, namespace: 'default', name });
        const expected = `${ROOT}/default/securevalues/${name}`;
        expect([undefined, expected]).toContain(path);
        expect(path === undefined || new URL(path, 'http://x').pathname === expected).toBe(true);
      })
    );
  });
});

import fc from 'fast-check';
import { groupQuery } from './group-query.ts';

describe('groupQuery', () => {
  it.each([
    ['/x', ''],
    ['/x?', ''],
    ['/x?dryRun=All&dryRun=All', '?dryRun=All&dryRun=All'],
    ['/x?labelSelector=a%20in%20(b,c)', '?labelSelector=a+in+%28b%2Cc%29'],
    ['/x?fieldManager=k&auth_token=t&kubeconfig=1', '?fieldManager=k'],
    ['/x?auth_token=t', ''],
    ['/x?dryrun=All', ''],
    ['/x?hash=1?hash=2', '?hash=1%3Fhash%3D2'],
  ])('of %s is %s', (url, query) => {
    expect(groupQuery(url)).toBe(query);
  });

  it('keeps what known parameters say, whatever it is, and nothing else', () => {
    const name = fc.constantFrom('labelSelector', 'dryRun', 'auth_token', 'orgId', '');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'binary' }))), (pairs) => {
        const wellFormed = pairs.map(([key, value]): [string, string] => [key, value.toWellFormed()]);
        const known = wellFormed.filter(([key]) => key === 'labelSelector' || key === 'dryRun');
        const query = groupQuery(`/x?${new URLSearchParams(wellFormed)}`);
        expect([...new URLSearchParams(query)]).toEqual(known);
        expect(query).not.toMatch(/[\s#]/);
      })
    );
  });
});

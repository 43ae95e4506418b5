import fc from 'fast-check';
import { namespaceOfOrg, parseNamespace } from './namespace.ts';

describe('namespaceOfOrg', () => {
  it('is default for organisation 1 and org-N for the others', () => {
    expect(namespaceOfOrg(1)).toBe('default');
    expect(namespaceOfOrg(2)).toBe('org-2');
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %d', (orgId) => {
    expect(() => namespaceOfOrg(orgId)).toThrow(RangeError);
  });
});

describe('parseNamespace', () => {
  it.each([
    ['default', { kind: 'org', orgId: 1 }],
    ['org-1', { kind: 'org', orgId: 1 }],
    ['org-27', { kind: 'org', orgId: 27 }],
    ['stacks-1234', { kind: 'stack', stackId: 1234 }],
  ])('reads %s', (namespace, parsed) => {
    expect(parseNamespace(namespace)).toEqual(parsed);
  });

  it.each([
    '',
    'foo',
    'Default',
    'default ',
    'org-',
    'org-0',
    'org-01',
    'org--1',
    'org-1e3',
    'org-2\n',
    'xorg-2',
    'stacks-0',
    'stack-1',
    'org-99999999999999999999',
  ])('does not know %j', (namespace) => {
    expect(parseNamespace(namespace)).toEqual({ kind: 'unknown' });
  });

  it('reads back every organisation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (orgId) => {
        expect(parseNamespace(namespaceOfOrg(orgId))).toEqual({ kind: 'org', orgId });
      })
    );
  });
});

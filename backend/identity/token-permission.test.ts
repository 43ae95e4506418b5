import fc from 'fast-check';
import { KEEPERS, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { actionFor, type Verb } from '../../src/domain/permissions.ts';
import type { Permission } from './caller.ts';
import { formatPermission, parsePermission } from './token-permission.ts';

const VERBS: readonly Verb[] = ['create', 'get', 'update', 'delete'];
const anyAction = fc.constantFrom(
  ...[SECURE_VALUES, KEEPERS].flatMap((resource) => VERBS.map((verb) => actionFor(resource, verb)))
);
const anyName = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?(\.[a-z0-9]{1,5})?$/);
const anyScope: fc.Arbitrary<Permission['scope']> = fc.oneof(fc.constant('all' as const), fc.record({ name: anyName }));
const anyPermission: fc.Arbitrary<Permission> = fc
  .record({ action: anyAction, scope: anyScope })
  .filter(({ action, scope }) => scope === 'all' || !action.endsWith(':create'));

describe('parsePermission', () => {
  it('reads what formatPermission writes', () => {
    fc.assert(
      fc.property(anyPermission, (permission) => {
        expect(parsePermission(formatPermission(permission))).toEqual({ ok: true, value: permission });
      })
    );
  });

  it('takes no text for two permissions, nor two for one', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), anyPermission.map(formatPermission)),
        fc.string({ maxLength: 3 }),
        (text, more) => {
          const parsed = parsePermission(text + more);
          expect(!parsed.ok || formatPermission(parsed.value) === text + more || (text + more).endsWith(':*')).toBe(
            true
          );
        }
      )
    );
  });

  it.each<[string, Permission]>([
    ['secret.securevalues:read', { action: 'secret.securevalues:read', scope: 'all' }],
    ['secret.securevalues:read=secret.securevalues:*', { action: 'secret.securevalues:read', scope: 'all' }],
    ['secret.securevalues:create=secret.securevalues:*', { action: 'secret.securevalues:create', scope: 'all' }],
    [
      'secret.securevalues:delete=secret.securevalues:uid:a.b',
      { action: 'secret.securevalues:delete', scope: { name: 'a.b' } },
    ],
    ['strongroom-secrets-app.tokens:write', { action: 'strongroom-secrets-app.tokens:write', scope: 'all' }],
    ['secret.keepers:write=secret.keepers:uid:aws', { action: 'secret.keepers:write', scope: { name: 'aws' } }],
  ])('reads %s', (text, permission) => {
    expect(parsePermission(text)).toEqual({ ok: true, value: permission });
  });

  it.each(['secret.securevalues:decrypt', 'dashboards:read', 'strongroom-secrets-app.tokens:read'])(
    'names an action that is none of them: %s',
    (action) => {
      expect(parsePermission(`${action}=secret.securevalues:*`)).toEqual({
        ok: false,
        rule:
          'must be ACTION or ACTION=SCOPE with one of the actions secret.securevalues:create, ' +
          'secret.securevalues:read, secret.securevalues:write, secret.securevalues:delete, secret.keepers:create, ' +
          `secret.keepers:read, secret.keepers:write, secret.keepers:delete, strongroom-secrets-app.tokens:write; ${action} is not one of them`,
      });
    }
  );

  it.each([
    '',
    'secret.securevalues:Read',
    ' secret.securevalues:read',
    'svs_aaaaaaaaaaaa_bbbb',
    'a:b c',
    'Q'.repeat(99),
  ])('repeats nothing else that is none: %j', (text) => {
    expect(parsePermission(text)).toEqual({
      ok: false,
      rule: expect.stringMatching(/strongroom-secrets-app\.tokens:write$/),
    });
  });

  it.each(['', '*', 'strongroom-secrets-app.tokens:*', 'strongroom-secrets-app.tokens:uid:a'])(
    'knows no scope for tokens: %j',
    (scope) => {
      expect(parsePermission(`strongroom-secrets-app.tokens:write=${scope}`)).toEqual({
        ok: false,
        rule: 'must have no scope for strongroom-secrets-app.tokens:write: it is on all tokens of the namespace',
      });
    }
  );

  it.each([
    '',
    '*',
    'all',
    'secret.keepers:*',
    'secret.keepers:uid:a',
    'secret.securevalues:',
    'secret.securevalues:uid:',
    'secret.securevalues:uid:*',
    'secret.securevalues:uid:A',
    'secret.securevalues:uid:../a',
    'secret.securevalues:uid:a ',
    `secret.securevalues:uid:${'a'.repeat(254)}`,
    'secret.securevalues:name:a',
  ])('refuses the scope %j, and says which there are', (scope) => {
    expect(parsePermission(`secret.securevalues:read=${scope}`)).toEqual({
      ok: false,
      rule:
        'must have a scope of secret.securevalues:* or secret.securevalues:uid:NAME, with the name of an object, ' +
        'for secret.securevalues:read',
    });
  });

  it('limits no create to a name, as nothing would hold it to that', () => {
    expect(parsePermission('secret.securevalues:create=secret.securevalues:uid:a')).toEqual({
      ok: false,
      rule: 'must have no name for secret.securevalues:create: creating cannot be limited to one',
    });
  });
});

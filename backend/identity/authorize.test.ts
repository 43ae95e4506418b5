import fc from 'fast-check';
import { KEEPERS, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { actionFor, type Verb } from '../../src/domain/permissions.ts';
import { authorize, maySee } from './authorize.ts';
import type { Caller, Permission } from './caller.ts';
import { permissionsOfRole, ROLES } from './roles.ts';

const VERBS: readonly Verb[] = ['create', 'get', 'list', 'watch', 'update', 'patch', 'delete', 'deletecollection'];

const anyVerb = fc.constantFrom(...VERBS);
const anyResource = fc.constantFrom(SECURE_VALUES, KEEPERS);
const anyName = fc.constantFrom('a', 'b');
const anyScope: fc.Arbitrary<Permission['scope']> = fc.oneof(fc.constant('all' as const), fc.record({ name: anyName }));
const anyPermission: fc.Arbitrary<Permission> = fc
  .tuple(anyVerb, anyResource, anyScope)
  .map(([verb, resource, scope]) => ({ action: actionFor(resource, verb), scope }));
const anyCaller: fc.Arbitrary<Caller> = fc.record({
  identity: fc.constant('user:u'),
  login: fc.constant('u'),
  role: fc.constantFrom(...ROLES),
  orgId: fc.constantFrom(1, 2),
  permissions: fc.array(anyPermission, { maxLength: 4 }),
});
const anyAttempt = fc.record({
  verb: anyVerb,
  resource: anyResource,
  namespace: fc.constantFrom('default', 'org-2', 'org-1', 'stacks-1', '-', '', undefined),
  name: fc.option(anyName, { nil: undefined }),
});

describe('authorize', () => {
  it('allows nothing outside the namespace of the own organisation', () => {
    fc.assert(
      fc.property(anyCaller, anyAttempt, (caller, attempt) => {
        const own = caller.orgId === 1 ? 'default' : 'org-2';
        fc.pre(attempt.namespace !== own);
        expect(authorize(caller, attempt)).toEqual({ allowed: false, reason: 'invalid org' });
      })
    );
  });

  it('asks for a permission with the action, on everything or on the name', () => {
    fc.assert(
      fc.property(anyCaller, anyAttempt, (anybody, attempt) => {
        const caller = { ...anybody, orgId: 1 };
        const isUnscoped = attempt.name === undefined || attempt.verb === 'create';
        const expected = caller.permissions
          .filter(({ action }) => action === actionFor(attempt.resource, attempt.verb))
          .some(({ scope }) => isUnscoped || scope === 'all' || scope.name === attempt.name);
        expect(authorize(caller, { ...attempt, namespace: 'default' }).allowed).toBe(expected);
      })
    );
  });

  it('does not ask for the role', () => {
    fc.assert(
      fc.property(anyCaller, anyAttempt, fc.constantFrom(...ROLES), (caller, attempt, role) => {
        expect(authorize({ ...caller, role }, attempt)).toEqual(authorize(caller, attempt));
      })
    );
  });
});

describe('maySee', () => {
  it('is what a get would be allowed', () => {
    fc.assert(
      fc.property(anyCaller, anyResource, anyName, (anybody, resource, name) => {
        const caller = { ...anybody, orgId: 1 };
        const get = authorize(caller, { verb: 'get', resource, namespace: 'default', name });
        expect(maySee(caller, resource, name)).toBe(get.allowed);
      })
    );
  });
});

describe('permissionsOfRole', () => {
  it.each(ROLES.map((role) => [role, role === 'Admin'] as const))('%s may do everything: %s', (role, expected) => {
    const caller: Caller = { identity: 'user:u', login: 'u', role, orgId: 1, permissions: permissionsOfRole(role) };
    for (const verb of VERBS) {
      for (const resource of [SECURE_VALUES, KEEPERS]) {
        expect(authorize(caller, { verb, resource, namespace: 'default', name: 'a' }).allowed).toBe(expected);
      }
    }
  });
});

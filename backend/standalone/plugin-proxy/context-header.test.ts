import fc from 'fast-check';
import { ROLES } from '../../identity/roles.ts';
import { parseGrafanaUser } from '../../identity/grafana-user.ts';
import { contextHeader } from './context-header.ts';

const callers = fc.record({
  identity: fc
    .tuple(fc.constantFrom('user', 'service-account'), fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/))
    .map(([kind, uid]) => `${kind}:${uid}`),
  login: fc.string({ minLength: 1, unit: 'binary' }),
  role: fc.constantFrom(...ROLES),
  orgId: fc.integer({ min: 1 }),
  permissions: fc.constant([]),
});

describe('the context that the page sends', () => {
  it('names the caller to the backend, in whatever script', () => {
    fc.assert(
      fc.property(callers, (caller) => {
        const { identity, login, role, orgId } = caller;
        expect(parseGrafanaUser(contextHeader(caller))).toEqual({ isAnonymous: false, identity, login, role, orgId });
      })
    );
  });

  it('can be sent as a header and carries no permissions', () => {
    fc.assert(
      fc.property(callers, (caller) => {
        const header = contextHeader(caller);
        expect(header).toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
        expect(header).not.toContain('ermission');
      })
    );
  });
});

import { PERMISSIONS_MAX, readTokenOrder, type TokenOrder } from './token-draft.ts';

const READ = 'secret.securevalues:read';
const order = (changes: Partial<TokenOrder> = {}): TokenOrder => ({
  role: 'None',
  permission: [],
  namespace: 'default',
  ttl: '24h',
  ...changes,
});

function problemsOf(changes: Partial<TokenOrder>): readonly string[] {
  const reading = readTokenOrder(order(changes));
  return reading.ok ? [] : reading.problems.map(({ field, rule }) => `${field} ${rule}`);
}

describe('readTokenOrder', () => {
  it('reads role, permissions, namespace and lifetime', () => {
    const permission = [READ, 'secret.securevalues:write=secret.securevalues:uid:a'];
    expect(readTokenOrder({ role: 'Viewer', permission, namespace: 'org-2', ttl: '90m' })).toEqual({
      ok: true,
      draft: {
        kind: 'management',
        role: 'Viewer',
        permissions: [
          { action: READ, scope: 'all' },
          { action: 'secret.securevalues:write', scope: { name: 'a' } },
        ],
        namespace: 'org-2',
        lifetimeSeconds: 5400,
      },
    });
  });

  it.each(['Admin', 'Editor', 'Viewer', 'None'])('knows the role %s', (role) => {
    expect(readTokenOrder(order({ role }))).toMatchObject({ ok: true, draft: { role } });
  });

  it.each(['', 'admin', 'Root', ' Admin', 'Admin\n'])('does not know the role %j', (role) => {
    expect(problemsOf({ role })).toEqual(['role must be one of None, Viewer, Editor, Admin']);
  });

  it.each(['', 'org-1', 'org-0', 'org-02', 'Default', 'default ', 'stacks-1', 'other', 'org-99999999999999999999'])(
    'does not know the namespace %j',
    (namespace) => {
      expect(problemsOf({ namespace })).toEqual(['namespace must be default, or org-N for organisation N from 2 on']);
    }
  );

  it('has room for a number of permissions', () => {
    const times = (count: number): readonly string[] => Array.from({ length: count }, () => READ);
    expect(readTokenOrder(order({ permission: times(PERMISSIONS_MAX) })).ok).toBe(true);
    expect(problemsOf({ permission: times(PERMISSIONS_MAX + 1) })).toEqual([
      `permission must be given at most ${PERMISSIONS_MAX} times`,
    ]);
  });

  it('finds all that is wrong, and repeats none of it', () => {
    const CANARY = 'QqCanaryQq0123456789';
    const problems = problemsOf({ role: CANARY, permission: [READ, CANARY], namespace: CANARY, ttl: CANARY });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['role', 'permission', 'namespace', 'ttl']);
    expect(problems.join()).not.toContain(CANARY);
  });
});

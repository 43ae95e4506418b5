import { Sessions, SESSIONS_MAX, type SignIn } from './sessions.ts';

const SETTINGS_TOKEN = { orgId: 1, permissions: [], tokenId: undefined };
const ADMIN: SignIn = { login: 'admin', role: 'Admin', maximum: 'Admin', ...SETTINGS_TOKEN };
const VIEWER: SignIn = { login: 'viewer', role: 'Viewer', maximum: 'Viewer', ...SETTINGS_TOKEN };

describe('Sessions', () => {
  it('gives every session a token of its own', () => {
    const sessions = new Sessions(() => 0);
    const tokens = Array.from({ length: 100 }, () => sessions.start(ADMIN));
    expect(new Set(tokens).size).toBe(100);
    expect(tokens.every((token) => /^[A-Za-z0-9_-]{43}$/.test(token))).toBe(true);
  });

  it('keeps no token', () => {
    const sessions = new Sessions(() => 0);
    const token = sessions.start(ADMIN);
    expect(JSON.stringify(Object.entries(sessions))).not.toContain(token);
    expect(sessions.use(token)).toMatchObject(ADMIN);
  });

  it('forgets the oldest where there are too many', () => {
    const sessions = new Sessions(() => 0);
    const [first, second] = [sessions.start(ADMIN), sessions.start(VIEWER)];
    for (let more = 2; more <= SESSIONS_MAX; more += 1) {
      sessions.start(ADMIN);
    }
    expect(sessions.use(first)).toBeUndefined();
    expect(sessions.use(second)).toMatchObject(VIEWER);
  });

  it.each(['Editor', 'Admin'] as const)('never lets a viewer become %s', (role) => {
    const sessions = new Sessions(() => 0);
    const token = sessions.start(VIEWER);
    expect(sessions.changeRole(token, role)).toBe('too-strong');
    expect(sessions.use(token)?.role).toBe('Viewer');
    expect(sessions.changeRole(token, 'None')).toBe('changed');
    expect(sessions.use(token)?.role).toBe('None');
    expect(sessions.changeRole('another', 'None')).toBe('ended');
  });
});

import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { addErrorHandler } from '../http/error-handler.ts';
import {
  ADMIN_TOKEN,
  AS_ADMIN,
  SECURE_VALUES_PATH as PATH,
  serve,
  type Answer,
  type ServedApp,
} from '../http/testing/served-app.ts';
import type { TokenHolder } from './management-tokens.ts';
import { FailedSignIns, FAILURES_MAX, FAILURES_WINDOW_MS } from './failed-sign-ins.ts';
import { SESSION_IDLE_MS, SESSION_MAX_MS, Sessions } from './sessions.ts';
import { SIGN_IN_LINK_MS, SignInLinks } from './sign-in-links.ts';
import { addSignIn } from './sign-in-routes.ts';

const REVOKED = '{"message":"Token revoked","error":{"id":"ERR_TOKEN_REVOKED"}}';

let app: ServedApp;
beforeEach(async () => {
  app = await serve();
});
afterEach(() => app.close());

function cookieOf({ headers }: Answer): string {
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function signIn(user = 'admin'): Promise<{ cookie: string }> {
  const answer = await app.send('POST', '/login', { user, password: ADMIN_TOKEN }, {});
  expect(answer.status).toBe(200);
  return { cookie: cookieOf(answer) };
}

const list = (headers: Record<string, string>) => app.send('GET', PATH, undefined, headers);
const useRole = (role: unknown, headers: Record<string, string>) =>
  app.send('POST', '/api/user/using-role', { role }, headers);

describe('the sign-in link', () => {
  const open = (token: string) => app.send('GET', `/login?token=${token}`, undefined, {});

  it('signs one person in, once', async () => {
    const token = app.links.issue();
    const first = await open(token);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    expect(first.headers.get('set-cookie')).toMatch(
      /^strongroom_session=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/
    );
    expect((await list({ cookie: cookieOf(first) })).status).toBe(200);

    const second = await open(token);
    expect(second.status).toBe(410);
    expect(second.headers.get('set-cookie')).toBeNull();
    expect(second.text).toMatch(/has been used.*Restart Strongroom for a new one/s);
  });

  it('works for 15 minutes', async () => {
    const [early, late] = [app.links.issue(), app.links.issue()];
    app.place.now += SIGN_IN_LINK_MS - 1;
    expect((await open(early)).status).toBe(303);
    app.place.now += 1;
    expect((await open(late)).status).toBe(410);
  });

  it.each(['', 'guess', 'a'.repeat(43)])('is nothing that can be guessed: %j', async (token) => {
    app.links.issue();
    expect((await open(token)).status).toBe(410);
  });

  it('is not repeated by the log', async () => {
    const token = app.links.issue();
    await open(token);
    expect(app.log()).toContain('"route":"/login"');
    expect(app.log()).not.toContain(token);
  });
});

describe('POST /login', () => {
  it('starts a session of the role that was asked for', async () => {
    const answer = await app.send('POST', '/login', { user: 'Admin', password: ADMIN_TOKEN }, {});
    expect(answer.text).toBe('{"message":"Logged in"}');
    expect((await list({ cookie: cookieOf(answer) })).status).toBe(200);
  });

  it.each(['viewer', 'EDITOR', 'None'])('lowers the token to %s', async (user) => {
    const answer = await list(await signIn(user));
    expect(answer.json).toMatchObject({
      code: 403,
      message: expect.stringContaining(`User "${user.toLowerCase()}" cannot list`),
    });
  });

  it('names who wrote what', async () => {
    const session = await signIn();
    const answer = await app.send(
      'POST',
      PATH,
      { metadata: { name: 'a' }, spec: { description: 'd', value: 'v' } },
      session
    );
    expect(answer.json).toMatchObject({ metadata: { annotations: { 'grafana.app/createdBy': 'user:admin' } } });
  });

  it('ends the session that was there before', async () => {
    const before = await signIn();
    await app.send('POST', '/login', { user: 'viewer', password: ADMIN_TOKEN }, before);
    expect((await list(before)).text).toBe(REVOKED);
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'the body must be a JSON object: unexpected end of JSON input'],
    ['no object', [], 'the body must be a JSON object'],
    ['no user', { password: ADMIN_TOKEN }, 'user must be the role to sign in with: one of None, Viewer, Editor, Admin'],
    [
      'an unknown user',
      { user: 'root', password: ADMIN_TOKEN },
      'user must be the role to sign in with: one of None, Viewer, Editor, Admin',
    ],
    ['no password', { user: 'admin' }, 'password must be a management token'],
    ['an empty password', { user: 'admin', password: '' }, 'password must be a management token'],
    ['a number', { user: 'admin', password: 5 }, 'password must be a management token'],
  ])('refuses %s, and says why', async (_what, body, message) => {
    const answer = await app.send('POST', '/login', body, {});
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([400, null]);
    expect(answer.json).toMatchObject({ message, statusCode: 400 });
  });

  it('reads no more than 4 KiB', async () => {
    expect((await app.send('POST', '/login', { user: 'admin', password: 'x'.repeat(4096) }, {})).status).toBe(413);
  });

  it('slows guessing down, per address, and not the session of anybody', async () => {
    const session = await signIn();
    const guess = () => app.send('POST', '/login', { user: 'admin', password: 'guess' }, {});
    for (let failure = 0; failure < FAILURES_MAX; failure += 1) {
      const answer = await guess();
      expect(answer.status).toBe(401);
      expect(answer.text).toBe(
        '{"message":"Invalid username or password","messageId":"password-auth.failed","statusCode":401,"traceID":""}'
      );
    }
    const refused = await app.send('POST', '/login', { user: 'admin', password: ADMIN_TOKEN }, {});
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await list(session)).status).toBe(200);
    expect((await list(AS_ADMIN)).status).toBe(200);

    app.place.now += FAILURES_WINDOW_MS;
    await signIn();
  });

  it('knows no password where no token is set', async () => {
    const bare = await serve({ env: { SECRETS_ADMIN_TOKEN: undefined } });
    try {
      expect((await bare.send('POST', '/login', { user: 'admin', password: ADMIN_TOKEN }, {})).status).toBe(401);
      expect((await bare.send('GET', PATH)).status).toBe(401);
    } finally {
      await bare.close();
    }
  });
});

describe('a session', () => {
  it('ends with its sign-out', async () => {
    const session = await signIn();
    const answer = await app.send('POST', '/logout', undefined, session);
    expect(answer.text).toBe('{"message":"Logged out"}');
    expect(answer.headers.get('set-cookie')).toMatch(/^strongroom_session=; .*Expires=Thu, 01 Jan 1970/);
    expect((await list(session)).text).toBe(REVOKED);
  });

  it('ends when nobody uses it for 8 hours, and is renewed by use', async () => {
    const session = await signIn();
    app.place.now += SESSION_IDLE_MS - 1;
    expect((await list(session)).status).toBe(200);
    app.place.now += SESSION_IDLE_MS - 1;
    expect((await list(session)).status).toBe(200);
    app.place.now += SESSION_IDLE_MS;
    const ended = await list(session);
    expect([ended.status, ended.text]).toEqual([401, REVOKED]);
  });

  it('ends after a day, whoever uses it', async () => {
    const session = await signIn();
    for (let used = 0; used < SESSION_MAX_MS; used += SESSION_IDLE_MS / 2) {
      expect((await list(session)).status).toBe(200);
      app.place.now += SESSION_IDLE_MS / 2;
    }
    expect((await list(session)).text).toBe(REVOKED);
  });

  it('counts for nothing beside a token that does not', async () => {
    const session = await signIn();
    expect((await list({ ...session, authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it.each(['strongroom_session=', 'strongroom_session=guess', `strongroom_session=${ADMIN_TOKEN}`])(
    'cannot be made up: %s',
    async (cookie) => {
      expect((await list({ cookie })).status).toBe(401);
    }
  );

  it('leaves sign-in open to whose session has ended', async () => {
    const session = await signIn();
    await app.send('POST', '/logout', undefined, session);
    const answer = await app.send('GET', '/login', undefined, session);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  });
});

describe('the role of a session', () => {
  it('can be lowered and restored', async () => {
    const session = await signIn();
    expect((await useRole('Viewer', session)).text).toBe('{"message":"Role changed"}');
    expect((await list(session)).json).toMatchObject({ code: 403, message: expect.stringContaining('User "admin"') });
    expect((await useRole('Admin', session)).status).toBe(200);
    expect((await list(session)).status).toBe(200);
  });

  it('can be restored by who signed in lower, for the token allows it', async () => {
    const session = await signIn('viewer');
    expect((await useRole('Admin', session)).status).toBe(200);
    expect((await list(session)).status).toBe(200);
  });

  it.each(['admin', 'Root', '', 5, null])('is one of the four: not %j', async (role) => {
    const answer = await useRole(role, await signIn());
    expect(answer.json).toMatchObject({ statusCode: 400, message: 'role must be one of None, Viewer, Editor, Admin' });
  });

  it('is no matter of tokens, nor of strangers', async () => {
    expect((await useRole('Viewer', AS_ADMIN)).status).toBe(400);
    expect((await useRole('Viewer', {})).status).toBe(401);
  });
});

it('keeps the cookie from travelling in the clear where users come by https', async () => {
  const secure = await serve({ env: { SECRETS_PUBLIC_URL: 'https://secrets.example.com' } });
  try {
    const answer = await secure.send('POST', '/login', { user: 'admin', password: ADMIN_TOKEN }, {});
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure/);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
  } finally {
    await secure.close();
  }
});

describe('a token of a weaker role', () => {
  const viewer: TokenHolder = {
    identity: 'service-account:v',
    login: 'v',
    orgId: 1,
    role: 'Viewer',
    permissions: [],
    tokenId: undefined,
  };
  const now = (): number => 0;
  let weak: FastifyInstance;
  beforeEach(async () => {
    weak = fastify();
    await weak.register(cookie);
    addErrorHandler(weak, 1024);
    addSignIn(weak, {
      sessions: new Sessions(now),
      links: new SignInLinks(now),
      failures: new FailedSignIns(now),
      holderOf: async () => viewer,
      isHttps: false,
      signInPage: undefined,
    });
  });
  afterEach(() => weak.close());

  const post = (url: string, payload: object, cookies: Record<string, string> = {}) =>
    weak.inject({ method: 'POST', url, payload, cookies });

  it.each(['admin', 'editor'])('signs nobody in as %s', async (user) => {
    const answer = await post('/login', { user, password: ADMIN_TOKEN });
    expect([answer.statusCode, answer.cookies]).toEqual([403, []]);
    expect(answer.json()).toMatchObject({ message: 'this token allows no role above Viewer' });
  });

  it('lowers to its own role and below, and never lets a session rise above it', async () => {
    const answer = await post('/login', { user: 'none', password: ADMIN_TOKEN });
    const [session] = answer.cookies;
    const cookies = { strongroom_session: session?.value ?? '' };
    expect((await post('/api/user/using-role', { role: 'Viewer' }, cookies)).statusCode).toBe(200);
    const tooStrong = await post('/api/user/using-role', { role: 'Admin' }, cookies);
    expect([tooStrong.statusCode, tooStrong.json()]).toMatchObject([
      403,
      { message: 'the token that signed in does not allow this role' },
    ]);
  });
});

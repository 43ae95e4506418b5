import { dirname } from 'node:path';
import { SECURE_VALUE_ACTIONS, type ResourceOperation } from '../../src/domain/permissions.ts';
import {
  AS_ADMIN,
  SECURE_VALUES_PATH as PATH,
  serve,
  type Answer,
  type ServedApp,
} from '../http/testing/served-app.ts';
import { encodingsOf, filesHolding } from '../vault/testing/canary.ts';
import type { Permission, Role } from './caller.ts';
import type { ManagementTokenDraft } from './token-draft.ts';
import { isTokenId, type TokenId } from './token-text.ts';

const HOUR_MS = 60 * 60 * 1000;
const UNAUTHORIZED = '{"message":"Unauthorized","messageId":"auth.unauthorized","statusCode":401,"traceID":""}';
const WRONG_PASSWORD =
  '{"message":"Invalid username or password","messageId":"password-auth.failed","statusCode":401,"traceID":""}';
const ENDED = '{"message":"Token revoked","error":{"id":"ERR_TOKEN_REVOKED"}}';

let app: ServedApp;
beforeEach(async () => {
  app = await serve();
});
afterEach(() => app.close());

interface Minted {
  readonly id: TokenId;
  readonly text: string;
}

async function mint(
  role: Role,
  permissions: readonly Permission[] = [],
  more: Partial<ManagementTokenDraft> = {}
): Promise<Minted> {
  const draft: ManagementTokenDraft = {
    ...{ kind: 'management', role, permissions, namespace: 'default', lifetimeSeconds: 3600 },
    ...more,
  };
  const { token, text } = await app.tokens.create(draft, 'user:ada');
  return { id: token.id, text: text.use((bytes) => bytes.toString()) };
}

const bearer = ({ text }: Minted) => ({ authorization: `Bearer ${text}` });
const secret = (name: string) => ({ metadata: { name }, spec: { description: 'd', value: 'v' } });
const list = (headers: Record<string, string>, path = PATH) => app.send('GET', path, undefined, headers);

async function store(...names: string[]): Promise<void> {
  for (const name of names) {
    expect((await app.send('POST', PATH, secret(name))).status).toBe(201);
  }
}

function namesIn({ json }: Answer): string[] {
  const { items } = json as { items: Array<{ metadata: { name: string } }> };
  return items.map(({ metadata }) => metadata.name).sort();
}

describe('roles', () => {
  it.each<[Role, number]>([
    ['Admin', 200],
    ['Editor', 403],
    ['Viewer', 403],
    ['None', 403],
  ])('%s may list: %d', async (role, status) => {
    expect((await list(bearer(await mint(role)))).status).toBe(status);
  });

  it('are named after their token where they are refused, and where they wrote', async () => {
    const viewer = await mint('Viewer');
    expect((await list(bearer(viewer))).json).toMatchObject({
      message: expect.stringContaining(`User "token-${viewer.id}" cannot list`),
    });
    const admin = await mint('Admin');
    expect((await app.send('POST', PATH, secret('a'), bearer(admin))).json).toMatchObject({
      metadata: { annotations: { 'grafana.app/createdBy': `service-account:${admin.id}` } },
    });
  });
});

describe('every combination of permissions', () => {
  const OPERATIONS: readonly ResourceOperation[] = ['create', 'read', 'write', 'delete'];
  const combinations = Array.from({ length: 2 ** OPERATIONS.length }, (_, bits) =>
    OPERATIONS.filter((_operation, index) => (bits >> index) % 2 === 1)
  );

  it.each(combinations.map((granted) => [granted.join(', ') || 'nothing', granted] as const))(
    'allows exactly: %s',
    async (_title, granted) => {
      await store('there');
      const permissions = granted.map((operation): Permission => ({
        action: SECURE_VALUE_ACTIONS[operation],
        scope: 'all',
      }));
      const headers = bearer(await mint('None', permissions));
      const status = (operation: ResourceOperation, allowed: number) => (granted.includes(operation) ? allowed : 403);
      const answers = [
        await list(headers),
        await list(headers, `${PATH}/there`),
        await app.send('POST', PATH, secret('new'), headers),
        await app.send('PUT', `${PATH}/there`, secret('there'), headers),
        await app.send('DELETE', `${PATH}/there`, undefined, headers),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([
        status('read', 200),
        status('read', 200),
        status('create', 201),
        status('write', 200),
        status('delete', 200),
      ]);
      const left = [...(granted.includes('create') ? ['new'] : []), ...(granted.includes('delete') ? [] : ['there'])];
      expect(namesIn(await list(AS_ADMIN))).toEqual(left);
    }
  );
});

describe('permissions', () => {
  it('on one name are for that name', async () => {
    await store('mine', 'other');
    const headers = bearer(
      await mint('None', [
        { action: SECURE_VALUE_ACTIONS.read, scope: { name: 'mine' } },
        { action: SECURE_VALUE_ACTIONS.delete, scope: { name: 'mine' } },
      ])
    );
    expect(namesIn(await list(headers))).toEqual(['mine']);
    expect((await list(headers, `${PATH}/mine`)).status).toBe(200);
    for (const name of ['other', 'absent']) {
      expect((await list(headers, `${PATH}/${name}`)).status).toBe(403);
      expect((await app.send('DELETE', `${PATH}/${name}`, undefined, headers)).status).toBe(403);
    }
    expect((await app.send('PUT', `${PATH}/mine`, secret('mine'), headers)).status).toBe(403);
    expect((await app.send('DELETE', `${PATH}/mine`, undefined, headers)).status).toBe(200);
  });

  it('add up with a role', async () => {
    const headers = bearer(await mint('Viewer', [{ action: SECURE_VALUE_ACTIONS.read, scope: 'all' }]));
    expect((await list(headers)).status).toBe(200);
    expect((await app.send('POST', PATH, secret('a'), headers)).status).toBe(403);
  });

  it('are for the namespace of the token', async () => {
    await store('here');
    const elsewhere = bearer(await mint('Admin', [], { namespace: 'org-2' }));
    expect((await list(elsewhere)).json).toMatchObject({ code: 403, message: expect.stringContaining('invalid org') });
    const answer = await list(elsewhere, PATH.replace('/default/', '/org-2/'));
    expect([answer.status, namesIn(answer)]).toEqual([200, []]);
  });
});

describe('a token that does not work', () => {
  /** Every way in which a token can be wrong, and the clock or store that makes it so. */
  const wrongs: ReadonlyArray<[string, (minted: Minted) => Promise<string>]> = [
    ['of another secret', async ({ text }) => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A')],
    ['of another id', async ({ text }) => `svs_aaaaaaaaaaaa_${text.slice(17)}`],
    ['cut short', async ({ text }) => text.slice(0, -1)],
    ['with something behind it', async ({ text }) => `${text}A`],
    ['in upper case', async ({ text }) => text.toUpperCase()],
    ['of another kind of text', async () => 'glsa_0123456789'],
    [
      'expired',
      async ({ text }) => {
        app.place.now += HOUR_MS;
        return text;
      },
    ],
    [
      'not yet valid',
      async ({ text }) => {
        app.place.now -= 1000;
        return text;
      },
    ],
    [
      'revoked',
      async ({ id, text }) => {
        expect(await app.tokens.revoke(id, 'user:ada')).toBe(true);
        return text;
      },
    ],
  ];

  it.each(wrongs)('is refused as any other is: %s', async (_what, spoil) => {
    const minted = await mint('Admin');
    expect((await list(bearer(minted))).status).toBe(200);
    const text = await spoil(minted);
    const answer = await list({ authorization: `Bearer ${text}` });
    expect([answer.status, answer.text, answer.headers.get('www-authenticate')]).toEqual([401, UNAUTHORIZED, 'Bearer']);
    const login = await app.send('POST', '/login', { user: 'Admin', password: text }, {});
    expect([login.status, login.text, login.headers.get('set-cookie')]).toEqual([401, WRONG_PASSWORD, null]);
  });
});

describe('a session', () => {
  const READ_MINE: Permission = { action: SECURE_VALUE_ACTIONS.read, scope: { name: 'mine' } };

  async function signIn(user: string, { text }: Minted): Promise<{ cookie: string }> {
    const answer = await app.send('POST', '/login', { user, password: text }, {});
    expect(answer.text).toBe('{"message":"Logged in"}');
    return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  }

  it('has the permissions of its token, and no others', async () => {
    await store('mine', 'other');
    const session = await signIn('none', await mint('None', [READ_MINE]));
    expect(namesIn(await list(session))).toEqual(['mine']);
    expect((await list(session, `${PATH}/other`)).status).toBe(403);
    expect((await app.send('POST', PATH, secret('a'), session)).status).toBe(403);
  });

  it('keeps the permissions of its token in a lower role, and never gets a higher one', async () => {
    await store('mine');
    const token = await mint('Editor', [READ_MINE]);
    const session = await signIn('Editor', token);
    const useRole = (role: Role) => app.send('POST', '/api/user/using-role', { role }, session);
    expect((await useRole('None')).status).toBe(200);
    expect(namesIn(await list(session))).toEqual(['mine']);
    expect((await useRole('Admin')).status).toBe(403);
    expect((await useRole('Editor')).status).toBe(200);
    const admin = await app.send('POST', '/login', { user: 'Admin', password: token.text }, {});
    expect([admin.status, admin.headers.get('set-cookie')]).toEqual([403, null]);
    expect(admin.json).toMatchObject({ message: 'this token allows no role above Editor' });
  });

  it('is lowered with its role', async () => {
    const session = await signIn('viewer', await mint('Admin'));
    expect((await list(session)).status).toBe(403);
  });

  it('is in the organisation of its token', async () => {
    const session = await signIn('Admin', await mint('Admin', [], { namespace: 'org-2' }));
    expect((await list(session)).status).toBe(403);
    expect((await list(session, PATH.replace('/default/', '/org-2/'))).status).toBe(200);
  });

  it.each<[string, (id: TokenId) => Promise<unknown>]>([
    ['revoked', (id) => app.tokens.revoke(id, 'user:ada')],
    ['expired', async () => (app.place.now += HOUR_MS)],
  ])('ends when its token is %s, and others go on', async (_what, end) => {
    const [token, other] = [await mint('Admin'), await mint('Admin', [], { lifetimeSeconds: 7200 })];
    const [session, untouched] = [await signIn('Admin', token), await signIn('Admin', other)];
    expect((await list(session)).status).toBe(200);
    await end(token.id);
    const ended = await list(session);
    expect([ended.status, ended.text]).toEqual([401, ENDED]);
    expect((await list(untouched)).status).toBe(200);
  });

  it('does not come back with its token', async () => {
    const session = await signIn('Admin', await mint('Admin'));
    app.place.now += HOUR_MS;
    expect((await list(session)).status).toBe(401);
    app.place.now -= HOUR_MS;
    expect((await list(session)).status).toBe(401);
  });
});

it('leaves the secret of a token nowhere', async () => {
  const minted = await mint('Admin');
  const hidden = minted.text.slice(17);
  const files = () => filesHolding(dirname(app.place.dataDir), hidden);
  expect((await list(bearer(minted))).status).toBe(200);
  const login = await app.send('POST', '/login', { user: 'Admin', password: minted.text }, {});
  expect((await app.send('POST', PATH, secret('a'), bearer(minted))).status).toBe(201);
  expect(files()).toEqual([]);
  expect(filesHolding(dirname(app.place.dataDir), minted.id)).not.toEqual([]);

  // Where it does not belong: as a name, as a body, as a query, as a role.
  const answers = [
    login,
    await list(bearer(minted)),
    await list(bearer(minted), `${PATH}?labelSelector=${minted.text}`),
    await app.send('POST', PATH, minted.text, bearer(minted)),
    await app.send('POST', '/login', { user: minted.text, password: minted.text }, {}),
    await app.send('POST', '/login', minted.text, {}),
  ];
  expect(isTokenId(minted.id) && (await app.tokens.revoke(minted.id, 'user:ada'))).toBe(true);
  answers.push(await list(bearer(minted)));
  const texts = answers.map(({ text, headers }) => text + JSON.stringify([...headers]));
  const told = [...texts, JSON.stringify(await app.tokens.list()), app.log()].join('\n');
  expect(encodingsOf(hidden).filter((form) => told.includes(form))).toEqual([]);
  expect(files()).toEqual([]);
});

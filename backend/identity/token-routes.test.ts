import { dirname } from 'node:path';
import { rawRequest } from '../http/testing/raw-request.ts';
import { AS_ADMIN, serve, type Answer, type ServedApp } from '../http/testing/served-app.ts';
import { encodingsOf, filesHolding } from '../vault/testing/canary.ts';
import { SecretValue } from '../vault/secret-value.ts';
import { draftOf } from '../vault/testing/vault-place.ts';
import type { Permission, Role } from './caller.ts';
import { ROLES } from './roles.ts';

const PATH = '/api/v1/tokens';
const TOKENS_WRITE: Permission = { action: 'strongroom-secrets-app.tokens:write', scope: 'all' };
const FORBIDDEN =
  '{"message":"You\'ll need additional permissions to perform this action. Permissions needed: strongroom-secrets-app.tokens:write",' +
  '"messageId":"forbidden","statusCode":403,"traceID":""}';
const NOT_FOUND = '{"message":"Not found","messageId":"not-found","statusCode":404,"traceID":""}';
const K6 = { decrypter: 'k6-cloud' };

let app: ServedApp;
beforeEach(async () => {
  app = await serve();
});
afterEach(() => app.close());

interface View {
  readonly id: string;
  readonly token: string;
  readonly state: string;
}

async function mint(body: object = K6, headers: Record<string, string> = AS_ADMIN): Promise<View> {
  const { status, json } = await app.send('POST', PATH, body, headers);
  expect(status).toBe(201);
  return json as View;
}

async function idsOf(headers: Record<string, string> = AS_ADMIN): Promise<string[]> {
  const { status, json } = await app.send('GET', PATH, undefined, headers);
  expect(status).toBe(200);
  return (json as { items: View[] }).items.map(({ id }) => id);
}

async function management(role: Role, permissions: readonly Permission[] = [], namespace = 'default') {
  const draft = { kind: 'management', role, permissions, namespace, lifetimeSeconds: 3600 } as const;
  const { token, text } = await app.tokens.create(draft, 'user:ada');
  return { id: token.id, headers: { authorization: `Bearer ${text.use((bytes) => bytes.toString())}` } };
}

const lookup = (name: string, { token }: View): Promise<Answer> =>
  app.send('GET', `/api/v1/secrets/${name}/raw`, undefined, { authorization: `Bearer ${token}` });

describe('a token', () => {
  it('is shown once, when it is made, and listed without what proves it', async () => {
    const body = { ...K6, only: ['db-*', 'a'], source: ['127.0.0.1', '2001:db8::/32'], ttl: '90m' };
    const minted = await app.send('POST', PATH, body);
    const shown = {
      id: expect.stringMatching(/^[a-z0-9]{12}$/),
      decrypter: 'k6-cloud',
      namespace: 'default',
      only: ['db-*', 'a'],
      source: ['127.0.0.1/32', '2001:db8::/32'],
      state: 'active',
      createdAt: '2023-11-14T22:13:20Z',
      createdBy: 'service-account:administrator',
      expiresAt: '2023-11-14T23:43:20Z',
      revokedAt: null,
      lastUsedAt: null,
    };
    expect([minted.status, minted.json]).toEqual([
      201,
      { ...shown, token: expect.stringMatching(/^svs_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/) },
    ]);
    expect(minted.headers.get('cache-control')).toBe('no-store');
    const { id, token } = minted.json as View;
    expect(token.slice(4, 16)).toBe(id);
    const listed = await app.send('GET', PATH);
    expect([listed.status, listed.json]).toEqual([200, { items: [shown] }]);

    const secret = token.slice(17);
    const told = [listed.text, JSON.stringify([...minted.headers, ...listed.headers]), app.log()].join('\n');
    expect(encodingsOf(secret).filter((form) => told.includes(form))).toEqual([]);
    expect(filesHolding(dirname(app.place.dataDir), secret)).toEqual([]);
  });

  it('works an hour where nobody says, for every name and from everywhere', async () => {
    expect(await mint()).toMatchObject({ only: [], source: [], expiresAt: '2023-11-14T23:13:20Z' });
  });

  it('reads what it was made for, until it is revoked', async () => {
    await app.vault.create(draftOf('db'), SecretValue.fromUtf8('v'), 'user:ada');
    const [minted, other] = [await mint({ ...K6, only: ['db'] }), await mint()];
    expect((await lookup('db', minted)).text).toBe('v');
    app.place.now += 1000;

    const revoked = await app.send('DELETE', `${PATH}/${minted.id}`);
    expect([revoked.status, revoked.json]).toEqual([
      200,
      expect.objectContaining({
        ...{ id: minted.id, state: 'revoked', revokedAt: '2023-11-14T22:13:21Z' },
        lastUsedAt: '2023-11-14T22:13:20Z',
      }),
    ]);
    expect(revoked.json).not.toHaveProperty('token');
    expect((await lookup('db', minted)).status).toBe(401);
    expect((await lookup('db', other)).status).toBe(200);
    expect(await idsOf()).toEqual(expect.arrayContaining([minted.id, other.id]));

    app.place.now += 5000;
    expect((await app.send('DELETE', `${PATH}/${minted.id}`)).json).toEqual(revoked.json);
  });

  it('is made by who asked, as annotations show them', async () => {
    const { id, headers } = await management('None', [TOKENS_WRITE]);
    expect(await mint(K6, headers)).toMatchObject({ createdBy: `service-account:${id}` });
  });
});

describe('who may', () => {
  const calls: ReadonlyArray<[string, string, object | undefined, number]> = [
    ['GET', '', undefined, 200],
    ['POST', '', K6, 201],
    ['DELETE', '/aaaaaaaaaaaa', undefined, 404],
  ];

  it.each(calls)('%s tokens%s: administrators, and who has the permission', async (method, path, body, allowed) => {
    for (const role of ROLES) {
      const answer = await app.send(method, PATH + path, body, (await management(role)).headers);
      expect([role, answer.status]).toEqual([role, role === 'Admin' ? allowed : 403]);
      expect(answer.status !== 403 || answer.text === FORBIDDEN).toBe(true);
      const granted = await management(role, [TOKENS_WRITE]);
      expect((await app.send(method, PATH + path, body, granted.headers)).status).toBe(allowed);
    }
  });

  it.each(calls)('%s tokens%s: nobody by all other permissions', async (method, path, body) => {
    const others = ['securevalues', 'keepers'].flatMap((plural) =>
      ['create', 'read', 'write', 'delete'].map((operation) => `secret.${plural}:${operation}`)
    ) as Array<Permission['action']>;
    const { headers } = await management(
      'Editor',
      others.map((action): Permission => ({ action, scope: 'all' }))
    );
    expect((await app.send(method, PATH + path, body, headers)).status).toBe(403);
    expect(await idsOf()).toEqual([]);
  });

  it.each(calls)('%s tokens%s: nobody without credentials, or with a decrypter token', async (method, path, body) => {
    const { token } = await mint();
    expect((await app.send(method, PATH + path, body, {})).status).toBe(401);
    expect((await app.send(method, PATH + path, body, { authorization: `Bearer ${token}` })).status).toBe(401);
    expect(await idsOf()).toHaveLength(1);
  });

  it('is decided before the body is read', async () => {
    const { headers } = await management('Editor');
    const answer = await rawRequest(app.port, [
      `POST ${PATH} HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: ${headers.authorization}`,
      'Content-Length: 1000',
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('is nobody from a page of another origin', async () => {
    const login = await fetch(`${app.url}/login?token=${app.links.issue()}`, { redirect: 'manual' });
    const [cookie = ''] = (login.headers.get('set-cookie') ?? '').split(';');
    expect((await app.send('POST', PATH, K6, { cookie, origin: 'https://evil.example.com' })).status).toBe(403);
    expect((await app.send('POST', PATH, K6, { cookie, origin: app.url })).status).toBe(201);
  });
});

describe('namespaces', () => {
  it('are kept apart: a caller makes, sees and ends the tokens of their own', async () => {
    const elsewhere = (await management('Admin', [], 'org-2')).headers;
    const [here, there] = [await mint(), await mint(K6, elsewhere)];
    expect(there).toMatchObject({ namespace: 'org-2' });
    expect([await idsOf(), await idsOf(elsewhere)]).toEqual([[here.id], [there.id]]);
    for (const [id, headers] of [
      [there.id, AS_ADMIN],
      [here.id, elsewhere],
    ] as const) {
      const answer = await app.send('DELETE', `${PATH}/${id}`, undefined, headers);
      expect([answer.status, answer.text]).toEqual([404, NOT_FOUND]);
    }
    expect((await app.tokens.list()).filter(({ revokedAt }) => revokedAt !== undefined)).toEqual([]);
  });
});

describe('a management token', () => {
  it('is not made, seen or ended here', async () => {
    const { id, headers } = await management('Viewer');
    expect((await app.send('POST', PATH, { ...K6, role: 'Admin' })).status).toBe(400);
    expect((await app.send('POST', PATH, { role: 'Admin' })).status).toBe(400);
    expect(await idsOf()).toEqual([]);
    expect((await app.send('DELETE', `${PATH}/${id}`)).status).toBe(404);
    expect((await app.send('GET', PATH, undefined, headers)).status).toBe(403);
  });
});

describe('what is wrong', () => {
  const message = (text: string) => expect.stringContaining(text);

  it.each<[unknown, string]>([
    ['', 'the body must be a JSON object'],
    ['{', 'the body must be a JSON object'],
    ['[]', 'the body must be a JSON object'],
    ['{"decrypter":"a","decrypter":"b"}', 'the body must not have a field twice'],
    [{}, 'decrypter must be a service identity'],
    [{ decrypter: '' }, 'decrypter must be a service identity'],
    [{ decrypter: 5 }, 'decrypter must be a string'],
    [{ decrypter: null }, 'decrypter must be a string'],
    [{ decrypter: ' k6-cloud' }, 'decrypter must be a service identity'],
    [{ ...K6, namespace: 'org-2' }, 'the body has an unknown field; it takes decrypter, only, source, ttl'],
    [{ ...K6, Ttl: '1h' }, 'the body has an unknown field'],
    [{ ...K6, only: [] }, 'only must be a list of one or more strings; leave it out to limit nothing'],
    [{ ...K6, only: 'db-*' }, 'only must be a list of one or more strings'],
    [{ ...K6, only: ['a', 1] }, 'only must be a list of one or more strings'],
    [{ ...K6, only: null }, 'only must be a list of one or more strings'],
    [{ ...K6, only: ['DB'] }, 'only must be a pattern of 1 to 253'],
    [{ ...K6, source: ['here'] }, 'source must be an IP address'],
    [{ ...K6, ttl: '91d' }, 'ttl must be a whole number'],
    [{ ...K6, ttl: 60 }, 'ttl must be a string'],
    [{ decrypter: '-', ttl: 'x' }, 'beginning and ending with a letter or digit; ttl must be'],
  ])('is refused by field and rule, and makes nothing: %j', async (body, text) => {
    const answer = await app.send('POST', PATH, body);
    expect([answer.status, answer.json]).toEqual([
      400,
      { message: message(text), messageId: 'bad-request', statusCode: 400, traceID: '' },
    ]);
    expect(await app.tokens.list()).toEqual([]);
  });

  it('is never repeated', async () => {
    const canary = 'QqCanary Qq';
    for (const body of [
      { decrypter: canary },
      { [canary]: 1 },
      canary,
      `{"ttl": ${canary}`,
      { ...K6, only: [canary] },
    ]) {
      const answer = await app.send('POST', PATH, body);
      expect([answer.status, answer.text.includes('Canary')]).toEqual([400, false]);
    }
    expect((await app.send('DELETE', `${PATH}/QqCanaryQq`)).text).toBe(NOT_FOUND);
    expect(app.log()).not.toContain('Canary');
  });

  it('is a body that is too long', async () => {
    const answer = await app.send('POST', PATH, { ...K6, only: ['a'.repeat(40_000)] });
    expect(answer.status).toBe(413);
    expect(await app.tokens.list()).toEqual([]);
  });

  it.each([
    ['PUT', PATH],
    ['PATCH', `${PATH}/aaaaaaaaaaaa`],
    ['GET', `${PATH}/aaaaaaaaaaaa`],
    ['DELETE', PATH],
    ['DELETE', `${PATH}/a/b`],
    ['DELETE', `${PATH}/..%2fsecrets`],
  ])('is there not: %s %s', async (method, path) => {
    expect((await app.send(method, path)).status).toBe(404);
  });
});

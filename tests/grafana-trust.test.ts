/** What the backend believes of what a Grafana sends, and what it still decides itself. */
import { ADMIN_TOKEN, AS_ADMIN } from '../backend/http/testing/served-app.ts';
import {
  CHECKED_ACTION_HEADER,
  GRAFANA_CONTEXT_HEADER,
  GRAFANA_TOKEN_HEADER,
} from '../backend/identity/grafana-headers.ts';
import { contextHeader } from '../backend/standalone/plugin-proxy/context-header.ts';
import { SECURE_VALUES, VERSION_PATH } from '../src/domain/api-group.ts';
import { actionFor } from '../src/domain/permissions.ts';
import {
  ACTIONS,
  administrator,
  BehindGrafana,
  CALLS,
  collection,
  fromGrafana,
  LIST,
  person,
  PROXY_PATH,
  secureValue,
  SHARED_TOKEN,
  titleOf,
  type Call,
} from './behind-grafana.ts';

const LIST_ACTION = actionFor(SECURE_VALUES, 'list');

let servers: BehindGrafana;
beforeEach(async () => {
  servers = await BehindGrafana.start();
});
afterEach(() => servers.close());

describe('the action that Grafana checked', () => {
  const served = CALLS.filter(({ resource, verb }) => resource === SECURE_VALUES && verb !== 'patch');

  it.each(served.map((call) => [titleOf(call), call] as const))('is the one that %s needs', async (_title, call) => {
    await servers.store('there');
    const needed = actionFor(call.resource, call.verb);
    for (const action of ACTIONS.filter((other) => other !== needed)) {
      const { status } = await servers.callBackend(fromGrafana(administrator(), action), call);
      expect([action, status]).toEqual([action, 403]);
    }
    expect((await servers.callBackend(fromGrafana(administrator(), needed), call)).status).toBeLessThan(300);
  });

  it.each([undefined, 'none', 'strongroom-secrets-app.tokens:write', 'secret.securevalues:*'])(
    'is %s: refused in the words of Kubernetes, whatever the role',
    async (action) => {
      const read: Call = { resource: SECURE_VALUES, verb: 'get', method: 'GET', path: '/a' };
      const answer = await servers.callBackend(fromGrafana(administrator(), action), read);
      expect(answer.status).toBe(403);
      expect(answer.json).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message:
          'securevalues.secret.grafana.app "a" is forbidden: User "ada" cannot get resource "securevalues" ' +
          'in API group "secret.grafana.app" in the namespace "default": unauthorized request',
        reason: 'Forbidden',
        details: { name: 'a', group: 'secret.grafana.app', kind: 'securevalues' },
        code: 403,
      });
    }
  );

  it('is all that a caller of Grafana may do, with credentials of the backend too', async () => {
    const headers = { ...fromGrafana(administrator(), 'none'), ...AS_ADMIN };
    expect((await servers.callBackend(headers, LIST)).status).toBe(403);
    expect((await servers.callBackend(AS_ADMIN, LIST, 'default')).status).toBe(200);
  });
});

describe('a forged context', () => {
  /** What, the status, and the headers. */
  const forged: ReadonlyArray<readonly [string, 401 | 503, () => Record<string, string>]> = [
    [
      'no token',
      401,
      () => ({
        [GRAFANA_CONTEXT_HEADER]: contextHeader(administrator()),
        [CHECKED_ACTION_HEADER]: LIST_ACTION,
      }),
    ],
    ['an empty token', 503, () => fromGrafana(administrator(), LIST_ACTION, '')],
    ['a wrong token', 503, () => fromGrafana(administrator(), LIST_ACTION, SHARED_TOKEN.replace('9', '8'))],
    ["the administrator's token", 503, () => fromGrafana(administrator(), LIST_ACTION, ADMIN_TOKEN)],
    [
      'the token elsewhere',
      503,
      () => ({ ...fromGrafana(administrator(), LIST_ACTION, 'x'), authorization: `Bearer ${SHARED_TOKEN}` }),
    ],
    [
      'the token and no context',
      401,
      () => ({ [GRAFANA_TOKEN_HEADER]: SHARED_TOKEN, [CHECKED_ACTION_HEADER]: LIST_ACTION }),
    ],
    [
      'the token and a context of nobody',
      401,
      () => ({ ...fromGrafana(administrator(), LIST_ACTION), [GRAFANA_CONTEXT_HEADER]: '{"OrgID":1}' }),
    ],
  ];

  it.each(forged)('proves nothing with %s', async (_what, status, headers) => {
    for (const namespace of ['-', 'default']) {
      const answer = await servers.callBackend(headers(), LIST, namespace);
      expect(answer.status).toBe(status);
      // Of a wrong token its Grafana is to hear, and not its user, whom a 401 would have sign in again.
      const messageId = status === 401 ? 'auth.unauthorized' : 'grafana-token.unknown';
      expect(answer.json).toMatchObject({ messageId });
    }
  });

  it('is written over by Grafana', async () => {
    await servers.store('of-organisation-1');
    const answer = await servers.grafana.send('GET', PROXY_PATH + collection(), undefined, {
      ...fromGrafana(administrator(1), 'secret.securevalues:create', 'guessed'),
      ...servers.signIn(person('Viewer', [LIST_ACTION], 2)),
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ items: [] });
  });

  it('and the token show up in no log', async () => {
    await servers.callBackend(fromGrafana(administrator(), LIST_ACTION), LIST);
    await servers.callBackend(fromGrafana(administrator(), LIST_ACTION, 'a-wrong-token'), LIST);
    expect(servers.backend.log()).not.toBe('');
    for (const text of [SHARED_TOKEN, 'a-wrong-token', 'OrgID', 'user:ada']) {
      expect(servers.backend.log()).not.toContain(text);
    }
  });
});

describe('the namespace "-"', () => {
  it('is for callers of Grafana alone', async () => {
    const answer = await servers.callBackend(AS_ADMIN, LIST);
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ message: expect.stringContaining('in the namespace "-": invalid org') });
  });
});

describe('two organisations', () => {
  const item = (name: string) => `${collection()}/${name}`;

  beforeEach(() => servers.store('a', 1));

  it("do not see, guess or overwrite what is the other's", async () => {
    const ask = (method: string, path: string, body?: object) => servers.ask(administrator(2), method, path, body);
    expect((await ask('GET', collection())).json).toMatchObject({ items: [] });
    const there = await ask('GET', item('a'));
    const nowhere = await ask('GET', item('b'));
    expect(there.status).toBe(404);
    expect(there.text.replace('\\"a\\"', '\\"b\\"').replace('"name":"a"', '"name":"b"')).toBe(nowhere.text);
    expect((await ask('PUT', item('a'), secureValue('a'))).status).toBe(404);
    expect((await ask('DELETE', item('a'))).status).toBe(404);
    expect(await servers.backend.vault.list('default')).toHaveLength(1);
    expect(await servers.backend.vault.list('org-2')).toHaveLength(0);
  });

  it('may use the same name', async () => {
    const created = await servers.ask(administrator(2), 'POST', collection(), secureValue('a'));
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({ metadata: { namespace: 'org-2' } });
    expect((await servers.ask(administrator(2), 'DELETE', item('a'))).status).toBe(200);
    expect((await servers.ask(administrator(1), 'GET', item('a'))).status).toBe(200);
  });

  it('do not reach each other by naming a namespace', async () => {
    expect((await servers.ask(administrator(2), 'GET', collection('default'))).json).toMatchObject({ items: [] });
    const ofOther = { ...secureValue('b'), metadata: { name: 'b', namespace: 'default' } };
    expect((await servers.ask(administrator(2), 'POST', collection(), ofOther)).status).toBe(400);
    const headers = fromGrafana(administrator(2), LIST_ACTION);
    for (const namespace of ['default', 'org-1', 'org-3', 'stacks-2']) {
      expect((await servers.callBackend(headers, LIST, namespace)).status).toBe(403);
    }
    expect((await servers.callBackend(headers, LIST, 'org-2')).status).toBe(200);
  });
});

describe('the page of an open-source Grafana', () => {
  it.each(['/apis/secret.grafana.app', VERSION_PATH, collection(), `${collection()}/a`])(
    'has no group of its own: %s',
    async (path) => {
      const answer = await servers.grafana.send('GET', path, undefined, servers.signIn(administrator()));
      expect([answer.status, answer.text.trim()]).toEqual([404, '404 page not found']);
    }
  );
});

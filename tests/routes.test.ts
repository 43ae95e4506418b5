import { readFileSync } from 'node:fs';
import { rawRequest } from '../backend/http/testing/raw-request.ts';
import type { Caller } from '../backend/identity/caller.ts';
import { CHECKED_ACTION_HEADER, GRAFANA_TOKEN_HEADER } from '../backend/identity/grafana-headers.ts';
import { permissionsOfRole, ROLES } from '../backend/identity/roles.ts';
import { KEEPERS, VERSION_PATH } from '../src/domain/api-group.ts';
import { actionFor, TOKENS_WRITE } from '../src/domain/permissions.ts';
import {
  ACTIONS,
  administrator,
  BehindGrafana,
  CALLS,
  collection,
  fromGrafana,
  MANIFEST_FILE,
  person,
  PROXY_PATH,
  secureValue,
  titleOf,
  type Call,
} from './behind-grafana.ts';

interface Route {
  readonly path: string;
  readonly method: string;
  readonly url: string;
  readonly reqAction?: string;
  readonly headers: ReadonlyArray<{ readonly name: string; readonly content: string }>;
}

interface Manifest {
  readonly routes: readonly Route[];
  readonly roles: ReadonlyArray<{
    readonly role: { readonly permissions: ReadonlyArray<{ readonly action: string }> };
  }>;
}

const manifest: Manifest = JSON.parse(readFileSync(MANIFEST_FILE, 'utf8'));

/** A POST is a `create` to Kubernetes, below an object too. */
const ACTIVATE: Call = { resource: KEEPERS, verb: 'create', method: 'POST', path: '/there/activate', body: {} };

const REFUSALS = [401, 403];
const DENIED = { message: 'plugin proxy route access denied' };

let servers: BehindGrafana;
beforeEach(async () => {
  servers = await BehindGrafana.start();
});
afterEach(() => servers.close());

describe('the routes', () => {
  it.each(manifest.routes)(
    '$method $path sends the token and the action that was checked, and no credentials for Grafana',
    (route) => {
      expect(route.headers).toEqual([
        { name: GRAFANA_TOKEN_HEADER, content: '{{ .SecureJsonData.backendToken }}' },
        { name: CHECKED_ACTION_HEADER, content: route.reqAction ?? 'none' },
        // What an API client shows to Grafana is not for the backend.
        { name: 'Authorization', content: '' },
      ]);
      expect(route.url).toMatch(/^\{\{ \.JsonData\.backendUrl \}\}\//);
      expect(route.path).toMatch(/^backend\//);
    }
  );

  it('are open to everybody for what tells nothing', () => {
    const open = manifest.routes.filter(({ reqAction }) => reqAction === undefined);
    expect(open.map(({ method, path }) => `${method} ${path.replace('backend', '')}`)).toEqual([
      'GET /apis',
      'GET /apis/secret.grafana.app',
      `GET ${VERSION_PATH}`,
      'GET /openapi/v3',
      'GET /openapi/v3/*',
      'GET /healthz',
      'GET /readyz',
    ]);
  });

  it('are one for each method and path: none hides another', () => {
    const keys = manifest.routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("leave core's actions to core: the plugin's roles hold its own alone", () => {
    const actions = manifest.roles.flatMap(({ role }) => role.permissions.map(({ action }) => action));
    expect(actions).toEqual([TOKENS_WRITE]);
  });
});

describe.each([...CALLS, ACTIVATE].map((call) => [titleOf(call), call] as const))('%s', (_title, call) => {
  const needed = actionFor(call.resource, call.verb);

  const stored = async () => [
    await servers.backend.vault.list('default'),
    await servers.backend.vault.keepers.list('default'),
  ];

  beforeEach(async () => {
    await servers.store('there');
    await servers.store('there', 1, KEEPERS);
  });

  it('is for administrators, where nothing else was granted', async () => {
    for (const role of ROLES) {
      const { status, json } = await servers.call({ ...person(role, []), permissions: permissionsOfRole(role) }, call);
      if (role === 'Admin') {
        expect(REFUSALS).not.toContain(status);
      } else {
        expect([role, status, json]).toEqual([role, 403, DENIED]);
      }
    }
  });

  it('is for whoever has its action, whatever the role', async () => {
    for (const role of ROLES) {
      expect(REFUSALS).not.toContain((await servers.call(person(role, [needed]), call)).status);
    }
  });

  it('is not for who has every other action, and changes nothing', async () => {
    const before = await stored();
    const others = ACTIONS.filter((action) => action !== needed);
    for (const role of ROLES) {
      const { status, json } = await servers.call(person(role, others), call);
      expect([role, status, json]).toEqual([role, 403, DENIED]);
    }
    expect(await stored()).toEqual(before);
  });

  it('is not for who has another action checked, whatever else they may', async () => {
    const before = await stored();
    for (const action of [...ACTIONS.filter((other) => other !== needed), 'none', undefined]) {
      const { status } = await servers.callBackend(fromGrafana(administrator(), action), call);
      expect([action, status]).toEqual([action, 403]);
    }
    expect(await stored()).toEqual(before);
  });
});

describe('secure values through Grafana', () => {
  const item = `${collection()}/a`;

  it('are created, listed, read, changed and deleted', async () => {
    const created = await servers.ask(administrator(), 'POST', collection(), secureValue('a'));
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({
      metadata: { name: 'a', namespace: 'default', annotations: { 'grafana.app/createdBy': 'user:ada' } },
    });
    const filtered = (name: string) =>
      servers.ask(administrator(), 'GET', `${collection()}?fieldSelector=metadata.name%3D${name}`);
    expect((await filtered('a')).json).toMatchObject({ items: [{ metadata: { name: 'a' } }] });
    expect((await filtered('b')).json).toMatchObject({ items: [] });
    expect((await servers.ask(administrator(), 'GET', item)).status).toBe(200);
    const changed = { metadata: { name: 'a' }, spec: { description: 'other' } };
    expect((await servers.ask(administrator(), 'PUT', item, changed)).json).toMatchObject({
      spec: { description: 'other' },
    });
    expect((await servers.ask(administrator(), 'DELETE', item)).status).toBe(200);
    expect(await servers.backend.vault.list('default')).toEqual([]);
  });

  it.each([
    ['GET', '%2e%2e/keepers'],
    ['GET', '%2e%2e%2fkeepers%2fthere'],
    ['GET', '%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/readyz'],
    ['DELETE', 'x%2f%2e%2e%2f%2e%2e%2fsecurevalues%2fthere'],
    ['DELETE', 'there%2fstatus'],
  ])('do not lead elsewhere: %s %s', async (method, path) => {
    await servers.store('there');
    const { authorization } = servers.signIn(administrator());
    const answer = await rawRequest(servers.grafana.port, [
      `${method} ${PROXY_PATH}${collection()}/${path} HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: ${authorization}`,
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(await servers.backend.vault.list('default')).toHaveLength(1);
  });
});

describe('keepers through Grafana', () => {
  const keepers = collection('default', KEEPERS);
  const ask = (method: string, path: string, body?: object) =>
    servers.ask(administrator(), method, keepers + path, body);

  it('are created, listed, activated, changed and deleted', async () => {
    await servers.store('a', 1, KEEPERS);
    expect((await ask('GET', '')).json).toMatchObject({
      items: [{ metadata: { name: 'a' }, status: { active: false } }],
    });
    expect((await ask('POST', '/a/activate', {})).json).toMatchObject({ status: { active: true } });
    expect((await servers.ask(administrator(), 'POST', collection(), secureValue('s'))).json).toMatchObject({
      status: { keeper: 'a' },
    });
    expect((await ask('DELETE', '/a')).status).toBe(409);
    expect((await ask('POST', '/system/activate', {})).status).toBe(200);
    expect((await servers.ask(administrator(), 'DELETE', `${collection()}/s`)).status).toBe(200);
    expect((await ask('DELETE', '/a')).status).toBe(200);
    expect(await servers.backend.vault.keepers.list('default')).toEqual([]);
  });
});

describe('what is open to everybody', () => {
  it.each(['/apis', '/apis/secret.grafana.app', VERSION_PATH, '/healthz', '/readyz'])(
    'answers who may do nothing: %s',
    async (path) => {
      expect((await servers.ask(person('None', []), 'GET', path)).status).toBe(200);
    }
  );

  it('is not there by another method', async () => {
    const answer = await servers.ask(administrator(), 'POST', VERSION_PATH);
    expect([answer.status, answer.json]).toEqual([404, { message: 'plugin route match not found' }]);
  });
});

describe('decrypter tokens', () => {
  const TOKENS = '/api/v1/tokens';
  const BODY = { decrypter: 'k6-cloud' };
  const OTHERS = ACTIONS.filter((action) => action !== TOKENS_WRITE);

  interface TokenCall {
    readonly method: string;
    readonly id?: string;
    readonly body?: object;
    readonly status: number;
  }

  let id: string;
  beforeEach(async () => {
    const { token } = await servers.backend.tokens.createDecrypter(
      {
        ...{ kind: 'decrypter', decrypter: 'k6-cloud', only: [], sources: [], namespace: 'default' },
        lifetimeSeconds: 60,
      },
      'user:ada'
    );
    id = token.id;
  });

  const calls: ReadonlyArray<[string, () => TokenCall]> = [
    ['GET tokens', () => ({ method: 'GET', status: 200 })],
    ['POST tokens', () => ({ method: 'POST', body: BODY, status: 201 })],
    ['DELETE tokens/ID', () => ({ method: 'DELETE', id, status: 200 })],
  ];
  const ask = (caller: Caller, call: TokenCall) =>
    servers.ask(caller, call.method, call.id === undefined ? TOKENS : `${TOKENS}/${call.id}`, call.body);

  describe.each(calls)('%s', (_title, callOf) => {
    it('is for administrators, where nothing else was granted', async () => {
      for (const role of ROLES) {
        const { status, json } = await ask({ ...person(role, []), permissions: permissionsOfRole(role) }, callOf());
        expect([role, status]).toEqual([role, role === 'Admin' ? callOf().status : 403]);
        expect(status !== 403 || json).toEqual(status !== 403 || DENIED);
      }
    });

    it('is for whoever has the action, whatever the role', async () => {
      for (const role of ROLES) {
        expect((await ask(person(role, [TOKENS_WRITE]), callOf())).status).toBe(callOf().status);
      }
    });

    it('is not for who has every other action, and changes nothing', async () => {
      const before = await servers.backend.tokens.list();
      for (const role of ROLES.filter((other) => other !== 'Admin')) {
        const { status, json } = await ask(person(role, OTHERS), callOf());
        expect([role, status, json]).toEqual([role, 403, DENIED]);
      }
      expect(await servers.backend.tokens.list()).toEqual(before);
    });

    it('is not for who has another action checked, whatever the role', async () => {
      const { method, body } = callOf();
      const path = callOf().id === undefined ? TOKENS : `${TOKENS}/${id}`;
      const before = await servers.backend.tokens.list();
      for (const action of [...OTHERS, 'none', undefined]) {
        const { status } = await servers.backend.send(method, path, body, fromGrafana(administrator(), action));
        expect([action, status]).toEqual([action, 403]);
      }
      const forged = fromGrafana(administrator(), TOKENS_WRITE, 'x'.repeat(40));
      expect((await servers.backend.send(method, path, body, forged)).status).toBe(503);
      expect(await servers.backend.tokens.list()).toEqual(before);
    });
  });

  it('are made, listed and revoked for the organisation of who asks, by who they are', async () => {
    const minted = await servers.ask(administrator(2), 'POST', TOKENS, BODY);
    expect(minted.json).toMatchObject({ namespace: 'org-2', createdBy: 'user:ada', token: expect.any(String) });
    const listed = await servers.ask(administrator(2), 'GET', TOKENS);
    expect(listed.json).toMatchObject({ items: [{ namespace: 'org-2', state: 'active' }] });
    expect((await servers.ask(administrator(2), 'DELETE', `${TOKENS}/${id}`)).status).toBe(404);
    expect((await servers.ask(administrator(), 'DELETE', `${TOKENS}/${id}`)).json).toMatchObject({ state: 'revoked' });
    expect((await servers.ask(administrator(), 'GET', TOKENS)).json).toMatchObject({
      items: [{ id, state: 'revoked' }],
    });
  });

  it('get no value through Grafana: it has no route for that', async () => {
    await servers.store('there');
    for (const path of ['/api/v1/secrets/there/decrypt', '/api/v1/tokens/../secrets/there/raw']) {
      expect((await servers.ask(administrator(), 'GET', path)).status).toBe(404);
    }
  });
});

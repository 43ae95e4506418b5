import { readFileSync } from 'node:fs';
import { rawRequest } from '../backend/http/testing/raw-request.ts';
import { CHECKED_ACTION_HEADER, GRAFANA_TOKEN_HEADER } from '../backend/identity/grafana-headers.ts';
import { permissionsOfRole, ROLES } from '../backend/identity/roles.ts';
import { KEEPERS, VERSION_PATH } from '../src/domain/api-group.ts';
import { actionFor } from '../src/domain/permissions.ts';
import {
  ACTIONS,
  administrator,
  BehindGrafana,
  CALLS,
  collection,
  MANIFEST_FILE,
  person,
  PROXY_PATH,
  secureValue,
  titleOf,
  type Call,
} from './behind-grafana.ts';

const TOKENS_WRITE = 'strongroom-secrets-app.tokens:write';

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

  beforeEach(() => servers.store('there'));

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
    const before = await servers.backend.vault.list('default');
    const others = ACTIONS.filter((action) => action !== needed);
    const { status, json } = await servers.call(person('Admin', others), call);
    expect([status, json]).toEqual([403, DENIED]);
    expect(await servers.backend.vault.list('default')).toEqual(before);
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
  it.each([
    ['GET', ''],
    ['POST', ''],
    ['DELETE', '/abc'],
  ])('are for administrators: %s tokens%s', async (method, path) => {
    for (const role of ROLES) {
      const { status } = await servers.ask(person(role, ACTIONS), method, `/api/v1/tokens${path}`);
      expect([role, status === 403]).toEqual([role, role !== 'Admin']);
    }
  });
});

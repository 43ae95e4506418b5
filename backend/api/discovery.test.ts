import fc from 'fast-check';
import { AS_ADMIN, serve, type Answer, type ServedApp } from '../http/testing/served-app.ts';
import { aggregatedVersion } from './discovery-format.ts';
import { contractProblems } from './testing/contract.ts';

const V2 = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
const V2_BETA1 = 'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList';
/** What kubectl 1.32 sends. */
const KUBECTL = `${V2},${V2_BETA1},application/json`;

const EVERY_PATH = [
  '/version',
  '/api',
  '/apis',
  '/apis/secret.grafana.app',
  '/apis/secret.grafana.app/v1beta1',
  '/openapi/v3',
  '/openapi/v3/api',
  '/openapi/v3/apis',
  '/openapi/v3/apis/secret.grafana.app',
  '/openapi/v3/apis/secret.grafana.app/v1beta1',
  '/openapi/v3/version',
];

let app: ServedApp;
beforeAll(async () => {
  app = await serve();
});
afterAll(() => app.close());

function get(path: string, accept?: string): Promise<Answer> {
  return app.send('GET', path, undefined, { ...AS_ADMIN, ...(accept === undefined ? {} : { accept }) });
}

describe('plain', () => {
  const version = '{"groupVersion":"secret.grafana.app/v1beta1","version":"v1beta1"}';
  const group = `"name":"secret.grafana.app","versions":[${version}],"preferredVersion":${version}`;
  const verbs = '"verbs":["create","delete","get","list","patch","update"]';
  const keepers = `{"name":"keepers","singularName":"keeper","namespaced":true,"kind":"Keeper",${verbs}}`;
  const secureValues = `{"name":"securevalues","singularName":"securevalue","namespaced":true,"kind":"SecureValue",${verbs}}`;

  it.each([
    ['/api', '{"kind":"APIVersions","apiVersion":"v1","versions":[],"serverAddressByClientCIDRs":[]}'],
    ['/apis', `{"kind":"APIGroupList","apiVersion":"v1","groups":[{${group}}]}`],
    ['/apis/secret.grafana.app', `{"kind":"APIGroup","apiVersion":"v1",${group}}`],
    [
      '/apis/secret.grafana.app/v1beta1',
      `{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"secret.grafana.app/v1beta1","resources":[${keepers},${secureValues}]}`,
    ],
  ])('%s', async (path, document) => {
    const { status, text, headers } = await get(path);
    expect([status, text]).toEqual([200, document]);
    expect(headers.get('content-type')).toMatch(/^application\/json(; charset=utf-8)?$/);
  });

  it('tells which Kubernetes it behaves like, and nothing of this machine', async () => {
    expect((await get('/version')).json).toEqual({
      major: '1',
      minor: '34',
      gitVersion: expect.stringMatching(/^v1\.34\.\d+\+strongroom$/),
      gitCommit: '',
      gitTreeState: '',
      buildDate: '',
      goVersion: '',
      compiler: '',
      platform: '',
    });
  });
});

describe('aggregated', () => {
  const resource = (plural: string, singularResource: string, kind: string) => ({
    resource: plural,
    responseKind: { group: 'secret.grafana.app', version: 'v1beta1', kind },
    scope: 'Namespaced',
    singularResource,
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update'],
  });
  const group = {
    metadata: { name: 'secret.grafana.app', creationTimestamp: null },
    versions: [
      {
        version: 'v1beta1',
        resources: [resource('keepers', 'keeper', 'Keeper'), resource('securevalues', 'securevalue', 'SecureValue')],
        freshness: 'Current',
      },
    ],
  };

  it.each([
    ['/apis', KUBECTL, 'v2', [group]],
    ['/apis', V2_BETA1, 'v2beta1', [group]],
    ['/api', KUBECTL, 'v2', []],
    ['/api', V2_BETA1, 'v2beta1', []],
  ])('%s for %s', async (path, accept, version, items) => {
    const { status, json, headers } = await get(path, accept);
    expect(status).toBe(200);
    // Clients tell the forms apart by this alone.
    expect(headers.get('content-type')).toBe(
      `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`
    );
    expect(headers.get('vary')).toBe('accept');
    expect(json).toEqual({
      kind: 'APIGroupDiscoveryList',
      apiVersion: `apidiscovery.k8s.io/${version}`,
      metadata: {},
      items,
    });
  });

  it('is for the roots alone', async () => {
    expect((await get('/apis/secret.grafana.app', KUBECTL)).json).toMatchObject({ kind: 'APIGroup' });
    expect((await get('/apis/secret.grafana.app', V2)).status).toBe(406);
    expect((await get('/apis', `${V2};q=0`)).status).toBe(406);
  });
});

describe('the aggregated form that a client likes better', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['*/*', undefined],
    ['application/json', undefined],
    [KUBECTL, 'v2'],
    [`application/json,${V2}`, undefined],
    [`application/yaml,${V2}`, undefined],
    [`text/html,${V2}`, 'v2'],
    [`application/json;q=0.8,${V2}`, 'v2'],
    [`${V2};q=0.5,${V2_BETA1}`, 'v2beta1'],
    [`${V2};q=0,application/json`, undefined],
    ['application/json;as=APIGroupDiscoveryList;v=v9;g=apidiscovery.k8s.io', undefined],
    ['application/json;as=APIGroupDiscoveryList;v=v2;g=other', undefined],
    ['application/json;as=Table;v=v1;g=meta.k8s.io', undefined],
    [`${V2};q=0`, undefined],
  ])('of %s is %s', (accept, version) => {
    expect(aggregatedVersion(accept)).toBe(version);
  });

  it('is found in every header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(aggregatedVersion(`${V2},${text.replaceAll(',', '')}`)).toBe('v2');
      })
    );
  });
});

describe.each(EVERY_PATH)('%s', (path) => {
  it('is for everybody who has signed in, and for nobody else', async () => {
    const draft = {
      kind: 'management',
      role: 'None',
      permissions: [],
      namespace: 'org-2',
      lifetimeSeconds: 60,
    } as const;
    const { text } = await app.tokens.create(draft, 'test');
    const authorization = text.use((bytes) => `Bearer ${bytes.toString()}`);
    expect((await app.send('GET', path, undefined, { authorization })).status).toBe(200);
    const unknown = await app.send('GET', path, undefined, {});
    expect([unknown.status, unknown.json]).toEqual([401, expect.objectContaining({ message: 'Unauthorized' })]);
  });

  it('has no other method and no other type', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await app.send(method, path);
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
      expect(answer.json).toMatchObject({ kind: 'Status', reason: 'MethodNotAllowed' });
    }
    const html = await get(path, 'text/html');
    expect([html.status, html.json]).toEqual([
      406,
      expect.objectContaining({ kind: 'Status', reason: 'NotAcceptable' }),
    ]);
  });
});

it.each(EVERY_PATH.filter((path) => !path.startsWith('/openapi/')))('%s is as documented', async (path) => {
  for (const accept of ['application/json', 'application/yaml', KUBECTL, V2_BETA1, 'text/html']) {
    const { status, headers, text } = await get(path, accept);
    const answer = { method: 'GET', path, status, contentType: headers.get('content-type'), text };
    expect(contractProblems(answer)).toEqual([]);
  }
});

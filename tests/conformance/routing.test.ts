import { failure } from '../../backend/api/testing/expected-status.ts';
import { GROUP, GROUP_PATH, VERSION_PATH } from '../../src/domain/api-group.ts';
import { InProcessService } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { objectOf, SECURE_VALUES_PATH, secureValue, statusOf } from './objects.ts';

const GROUP_VERSION = { groupVersion: `${GROUP}/v1beta1`, version: 'v1beta1' };
const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update'];
const BODY_LIMIT_BYTES = 3_145_728;

const ROUTE_NOT_FOUND = failure(404, 'NotFound', 'the server could not find the requested resource', {});
const METHOD_NOT_ALLOWED = 'the server does not allow this method on the requested resource';

let service: InProcessService;
let values: CollectionClient;
beforeAll(async () => {
  service = await InProcessService.start();
  values = new CollectionClient(service, 'securevalues');
});
afterAll(() => service.close());
afterEach(() => values.clear());

it('#1 the groups have secret.grafana.app among them', async () => {
  const { status, json } = await service.send('GET', '/apis');
  expect([status, json]).toEqual([
    200,
    {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [{ name: GROUP, versions: [GROUP_VERSION], preferredVersion: GROUP_VERSION }],
    },
  ]);
});

it('#2 the group has the version v1beta1, and prefers it', async () => {
  const { status, json } = await service.send('GET', GROUP_PATH);
  expect([status, json]).toEqual([
    200,
    {
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: GROUP,
      versions: [GROUP_VERSION],
      preferredVersion: GROUP_VERSION,
    },
  ]);
});

it('#3 the version has both resources, each with its names and verbs', async () => {
  const { status, json } = await service.send('GET', VERSION_PATH);
  const { resources, ...list } = json as { resources: Array<{ name: string; verbs: string[] }> };
  expect([status, list]).toEqual([
    200,
    { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: GROUP_VERSION.groupVersion },
  ]);
  expect(resources.filter(({ name }) => !name.includes('/'))).toEqual([
    { name: 'keepers', singularName: 'keeper', namespaced: true, kind: 'Keeper', verbs: VERBS },
    { name: 'securevalues', singularName: 'securevalue', namespaced: true, kind: 'SecureValue', verbs: VERBS },
  ]);
  const verbs = resources.flatMap((resource) => resource.verbs);
  expect(verbs).not.toContain('watch');
  expect(verbs).not.toContain('deletecollection');
});

it('#4 the OpenAPI document has the paths of both resources', async () => {
  const { status, json } = await service.send('GET', `/openapi/v3${VERSION_PATH}`);
  const { openapi, paths } = json as { openapi: string; paths: Record<string, object> };
  expect([status, openapi]).toEqual([200, expect.stringMatching(/^3\.0\.\d$/)]);
  for (const plural of ['securevalues', 'keepers']) {
    const path = `${VERSION_PATH}/namespaces/{namespace}/${plural}`;
    expect(Object.keys(paths[path] ?? {})).toEqual(expect.arrayContaining(['get', 'post']));
    expect(Object.keys(paths[`${path}/{name}`] ?? {})).toEqual(
      expect.arrayContaining(['get', 'put', 'patch', 'delete'])
    );
  }
});

it('#5 v1 is not there', async () => {
  for (const path of [`${GROUP_PATH}/v1`, SECURE_VALUES_PATH.replace('v1beta1', 'v1')]) {
    const { status, text } = await service.send('GET', path);
    expect([path, status, text]).toEqual([path, 404, ROUTE_NOT_FOUND]);
  }
});

it('#6 an unknown resource of the group is not found', async () => {
  const { status, text } = await service.send('GET', `${VERSION_PATH}/namespaces/default/unknown`);
  expect([status, text]).toEqual([404, ROUTE_NOT_FOUND]);
});

it('#7 who does not say who they are gets a 401 of Grafana, and no Status', async () => {
  const { status, json } = await service.send('GET', SECURE_VALUES_PATH, undefined, {});
  expect([status, json]).toEqual([
    401,
    { message: 'Unauthorized', messageId: 'auth.unauthorized', statusCode: 401, traceID: '' },
  ]);
});

it('#8 a session whose token was revoked is told so', async () => {
  const token = await service.token('--role', 'Admin');
  const origin = { origin: service.url };
  const signedIn = await service.send('POST', '/login', { user: 'admin', password: token }, origin);
  const [cookie = ''] = signedIn.headers.getSetCookie().map((header) => header.split(';')[0] ?? '');
  expect((await service.send('GET', SECURE_VALUES_PATH, undefined, { cookie })).status).toBe(200);

  const [, id = ''] = token.split('_');
  await service.command('revoke', id);
  const { status, json } = await service.send('GET', SECURE_VALUES_PATH, undefined, { cookie });
  expect([status, json]).toEqual([401, { message: 'Token revoked', error: { id: 'ERR_TOKEN_REVOKED' } }]);
});

it('#9 a POST of plain text is of an unsupported type', async () => {
  const answer = await values.create(JSON.stringify(secureValue('a')), '', { 'content-type': 'text/plain' });
  const { code, reason, message } = statusOf(answer);
  expect([code, reason]).toEqual([415, 'UnsupportedMediaType']);
  expect(message).toMatch(/^the body of the request was in an unknown format - accepted media types include:/);
  expect(await values.names()).toEqual([]);
});

it('#10 who wants HTML alone gets nothing', async () => {
  const { code, reason } = statusOf(await values.list('', { accept: 'text/html' }));
  expect([code, reason]).toEqual([406, 'NotAcceptable']);
});

it('#11 YAML does what JSON does', async () => {
  const yaml = [
    'metadata:',
    '  name: in-yaml',
    '  labels: {team: payments}',
    'spec:',
    '  description: Token of billing API',
    '  value: value of in-yaml',
    '  decrypters: [k6-cloud]',
  ].join('\n');
  const metadata = { labels: { team: 'payments' } };
  const json = secureValue('in-json', { metadata, spec: { decrypters: ['k6-cloud'] } });
  const inYaml = objectOf(await values.create(yaml, '', { 'content-type': 'application/yaml' }), 201);
  const inJson = objectOf(await values.create(json), 201);
  const same = (name: string) => ({ ...inJson, metadata: { ...inJson.metadata, uid: expect.any(String), name } });
  expect(inYaml).toEqual(same('in-yaml'));
  expect(inJson).toEqual(same('in-json'));
});

it('#12 a body of more than 3 MiB is too large', async () => {
  const body = JSON.stringify(secureValue('a')).padEnd(BODY_LIMIT_BYTES + 1);
  const { status, text } = await values.create(body);
  const tooLarge = `Request entity too large: limit is ${BODY_LIMIT_BYTES}`;
  expect([status, text]).toEqual([413, failure(413, 'RequestEntityTooLarge', tooLarge)]);
  expect(await values.names()).toEqual([]);
});

it('#13 a list can be a table', async () => {
  objectOf(await values.create(secureValue('a', { spec: { description: 'In a table' } })), 201);
  const answer = await values.list('', { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' });
  const table = answer.json as {
    kind: string;
    apiVersion: string;
    columnDefinitions: Array<{ name: string }>;
    rows: Array<{ cells: unknown[] }>;
  };
  expect([answer.status, table.kind, table.apiVersion]).toEqual([200, 'Table', 'meta.k8s.io/v1']);
  expect(table.columnDefinitions.map(({ name }) => name)).toEqual(['Name', 'Description', 'Keeper', 'Ref']);
  expect(table.rows.map(({ cells }) => cells)).toEqual([['a', 'In a table', 'system', '']]);
});

it('#14 nobody can watch', async () => {
  const { status, text } = await values.list('?watch=true');
  const message = 'watch is not supported on resources of kind "securevalues.secret.grafana.app"';
  expect([status, text]).toEqual([
    405,
    failure(405, 'MethodNotAllowed', message, { group: GROUP, kind: 'securevalues' }),
  ]);
});

it('#15 nobody can delete a collection', async () => {
  objectOf(await values.create(secureValue('a')), 201);
  const { status, text } = await values.deleteCollection();
  expect([status, text]).toEqual([405, failure(405, 'MethodNotAllowed', METHOD_NOT_ALLOWED, {})]);
  expect(await values.names()).toEqual(['a']);
});

it('#16 there is no status below an object', async () => {
  objectOf(await values.create(secureValue('a')), 201);
  const { status, text } = await service.send('GET', `${SECURE_VALUES_PATH}/a/status`);
  expect([status, text]).toEqual([404, ROUTE_NOT_FOUND]);
});

import { AS_ADMIN, SECURE_VALUES_PATH as PATH, serve, type ServedApp } from '../../http/testing/served-app.ts';
import { RemoteStoreStandIn } from '../../vault/testing/remote-store-stand-in.ts';
import { contractChecked } from './checked-app.ts';
import { contractProblems, type ObservedAnswer } from './contract.ts';
import { bodyOf } from './secure-values.ts';

const KEEPERS_PATH = '/apis/secret.grafana.app/v1beta1/namespaces/default/keepers';
const TABLE = { ...AS_ADMIN, accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' };
const YAML = { ...AS_ADMIN, accept: 'application/yaml' };
const MERGE = { ...AS_ADMIN, 'content-type': 'application/merge-patch+json' };

let app: ServedApp;
beforeAll(async () => {
  app = await serve({ env: { SECRETS_AWS_KEEPERS: 'on' }, remoteStore: new RemoteStoreStandIn() });
});
afterAll(() => app.close());

async function observed(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = AS_ADMIN
): Promise<ObservedAnswer> {
  const answer = await app.send(method, path, body, headers);
  return { method, path, status: answer.status, contentType: answer.headers.get('content-type'), text: answer.text };
}

describe('answers of the service', () => {
  const whole = bodyOf('a', {
    metadata: {
      labels: { team: 'x' },
      annotations: { a: 'b' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u', controller: true }],
    },
    spec: { decrypters: ['k6-cloud', ' padded '] },
  });

  const ROLE = { assumeRoleArn: 'arn:aws:iam::000000000000:role/grafana', externalID: 'ext-1' };
  const keeper = {
    metadata: { name: 'k' },
    spec: { description: 'd', aws: { region: 'eu-west-1', assumeRole: ROLE, kmsKeyId: 'alias/k' } },
  };

  it.each<[number, string, string, unknown?, Record<string, string>?]>([
    [201, 'POST', PATH, whole],
    [409, 'POST', PATH, whole],
    [201, 'POST', `${PATH}?dryRun=All`, bodyOf('b')],
    [400, 'POST', PATH, '{'],
    [422, 'POST', PATH, {}],
    [422, 'POST', `${PATH}?dryRun=maybe`, {}],
    [415, 'POST', PATH, '{}', { ...AS_ADMIN, 'content-type': 'text/plain' }],
    [200, 'GET', `${PATH}/a`],
    [200, 'GET', PATH],
    [400, 'GET', `${PATH}?fieldSelector=spec.x%3Dy`],
    [405, 'GET', `${PATH}?watch=true`],
    [406, 'GET', PATH, undefined, { ...AS_ADMIN, accept: 'text/html' }],
    [401, 'GET', PATH, undefined, {}],
    [403, 'GET', PATH.replace('default', 'org-2')],
    [200, 'GET', PATH, undefined, TABLE],
    [200, 'GET', `${PATH}?includeObject=Object`, undefined, TABLE],
    [200, 'GET', `${PATH}?includeObject=None`, undefined, TABLE],
    [200, 'GET', `${PATH}/a`, undefined, TABLE],
    [200, 'GET', PATH, undefined, YAML],
    [422, 'GET', `${PATH}?includeObject=x`, undefined, TABLE],
    [422, 'GET', `${PATH}?resourceVersionMatch=x`],
    [422, 'GET', `${PATH}/a?includeObject=x`, undefined, TABLE],
    [404, 'GET', `${PATH}/missing`, undefined, YAML],
    [200, 'PATCH', `${PATH}/a`, { spec: { description: 'e' } }, MERGE],
    [415, 'PATCH', `${PATH}/a`, { spec: { description: 'e' } }],
    [422, 'PATCH', `${PATH}/a`, { spec: { description: '' } }, MERGE],
    [200, 'PUT', `${PATH}/a`, bodyOf('a')],
    [404, 'GET', `${PATH}/missing`],
    [200, 'DELETE', `${PATH}/a`],
    [405, 'DELETE', PATH],
    [404, 'GET', `${PATH}/a/status`],
    [404, 'GET', '/apis/apps/v1'],
    [403, 'GET', '/apis/secret.grafana.app/v1beta1/securevalues'],
    [201, 'POST', KEEPERS_PATH, keeper],
    [409, 'POST', KEEPERS_PATH, keeper],
    [422, 'POST', KEEPERS_PATH, {}],
    [200, 'GET', `${KEEPERS_PATH}/k`],
    [200, 'GET', KEEPERS_PATH],
    [200, 'GET', KEEPERS_PATH, undefined, TABLE],
    [200, 'GET', KEEPERS_PATH, undefined, YAML],
    [200, 'POST', `${KEEPERS_PATH}/k/activate`, {}],
    [404, 'POST', `${KEEPERS_PATH}/missing/activate`, {}],
    [201, 'POST', PATH, { metadata: { name: 'r' }, spec: { description: 'd', ref: 'of/aws' } }],
    [200, 'GET', `${PATH}/r`],
    [200, 'POST', `${KEEPERS_PATH}/system/activate`, {}],
    [200, 'PUT', `${KEEPERS_PATH}/k`, keeper],
    [200, 'PATCH', `${KEEPERS_PATH}/k`, { spec: { description: 'e' } }, MERGE],
    [409, 'DELETE', `${KEEPERS_PATH}/k`],
    [200, 'DELETE', `${PATH}/r`],
    [200, 'DELETE', `${KEEPERS_PATH}/k`],
    [404, 'GET', `${KEEPERS_PATH}/k`],
    [405, 'DELETE', KEEPERS_PATH],
  ])('fit: %i to %s %s', async (status, method, path, ...[body, headers]) => {
    const answer = await observed(method, path, body, headers);
    expect([answer.status, contractProblems(answer)]).toEqual([status, []]);
  });
});

it('can be demanded of every answer of an app', async () => {
  expect((await contractChecked(app).send('GET', PATH)).status).toBe(200);
  const odd: ServedApp = { ...app, send: async (...sent) => ({ ...(await app.send(...sent)), status: 299 }) };
  await expect(contractChecked(odd).send('GET', PATH)).rejects.toThrow(/299: the status is not documented/);
  // Not what Grafana answers.
  expect((await contractChecked(odd).send('GET', '/healthz')).status).toBe(299);
});

describe('an answer does not fit', () => {
  const metadata = {
    name: 'a',
    namespace: 'default',
    uid: 'u',
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
    annotations: {},
  };
  const object = {
    kind: 'SecureValue',
    apiVersion: 'secret.grafana.app/v1beta1',
    metadata,
    spec: { description: 'd' },
    status: { externalID: '', keeper: 'system', version: 1 },
  };

  const problemsOf = (body: unknown, more: Partial<ObservedAnswer> = {}): string[] =>
    contractProblems({
      method: 'GET',
      path: `${PATH}/a?pretty=true`,
      status: 200,
      contentType: 'application/json; charset=utf-8',
      text: JSON.stringify(body),
      ...more,
    });

  it('unless something is wrong', () => {
    expect(problemsOf(object)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['with a value', { ...object, spec: { description: 'd', value: 'v' } }],
    ['with a value that is null', { ...object, spec: { description: 'd', value: null } }],
    ['with an unknown member', { ...object, more: 1 }],
    ['with an unknown member below', { ...object, metadata: { ...metadata, generation: 1 } }],
    ['with an unknown member of the status', { ...object, status: { ...object.status, phase: 'x' } }],
    ['without its status', { ...object, status: undefined }],
    ['without its uid', { ...object, metadata: { ...metadata, uid: undefined } }],
    ['with a version that is no number', { ...object, status: { ...object.status, version: '1' } }],
    ['with version 0', { ...object, status: { ...object.status, version: 0 } }],
    ['with a label that is no text', { ...object, metadata: { ...metadata, labels: { a: 1 } } }],
    ['with a time of another kind', { ...object, metadata: { ...metadata, creationTimestamp: '2026-01-01' } }],
    ['with decrypters that are null', { ...object, spec: { description: 'd', decrypters: null } }],
    ['of another kind', { ...object, kind: 'Keeper' }],
    ['that is a failure', { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', code: 404 }],
  ])('%s', (_what, body) => {
    expect(problemsOf(body)).not.toEqual([]);
  });

  it('with a status that is not documented', () => {
    expect(problemsOf(object, { status: 201 })).toEqual([expect.stringMatching(/ 201: the status is not documented$/)]);
  });

  it('with a type that is not documented, or with none', () => {
    for (const contentType of ['text/plain', undefined, 'application/json;as=Table']) {
      expect(problemsOf(object, { contentType })).toHaveLength(1);
    }
  });

  it('with a body of another type', () => {
    expect(problemsOf(object, { text: '{' })).toEqual([expect.stringMatching(/the body is no application\/json$/)]);
  });

  it('where there is nothing to answer 200', () => {
    expect(problemsOf(object, { path: '/apis/other' })).toHaveLength(1);
    expect(problemsOf(object, { method: 'POST' })).toHaveLength(1);
    expect(problemsOf(object, { method: 'GET', path: '/api/v1/tokens' })).toHaveLength(1);
  });

  it('and is not repeated', () => {
    const told = problemsOf({ ...object, spec: { description: 'd', value: 'QqCanaryQq' } }).join();
    expect(told).toContain('value');
    expect(told).not.toContain('QqCanaryQq');
  });
});

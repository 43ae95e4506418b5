import { failure } from '../../backend/api/testing/expected-status.ts';
import { API_VERSION, GROUP, VERSION_PATH } from '../../src/domain/api-group.ts';
import { InProcessService } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { objectOf, secureValue, statusOf, type BodyChanges } from './objects.ts';

let service: InProcessService;
let values: CollectionClient;
beforeAll(async () => {
  service = await InProcessService.start();
  values = new CollectionClient(service, 'securevalues');
});
afterAll(() => service.close());
afterEach(() => values.clear());

/** Creates objects, each a second after the one before it. */
async function createAll(bodies: Readonly<Record<string, BodyChanges>>): Promise<void> {
  for (const [name, changes] of Object.entries(bodies)) {
    service.pass(1);
    objectOf(await values.create(secureValue(name, changes)), 201);
  }
}

it('#101 an empty list has no items, and nothing else', async () => {
  const { status, text } = await values.list();
  expect([status, text]).toEqual([
    200,
    `{"kind":"SecureValueList","apiVersion":"${API_VERSION}","metadata":{},"items":[]}`,
  ]);
});

it('#102 a list has the newest change first', async () => {
  await createAll({ a: {}, b: {}, c: {} });
  expect(await values.names()).toEqual(['c', 'b', 'a']);
  service.pass(1);
  objectOf(await values.put('b', secureValue('b')));
  expect(await values.names()).toEqual(['b', 'c', 'a']);
});

it('#103 a list has no pages', async () => {
  await createAll({ a: {}, b: {} });
  expect((await values.list('?limit=1')).json).toEqual((await values.list()).json);
  expect((await values.list('?limit=1')).json).toMatchObject({ metadata: {}, items: [{}, {}] });
  expect((await values.list('?limit=1')).text).not.toContain('continue');
});

it('#104 the items of a list have no kind and no value', async () => {
  await createAll({ a: {} });
  const { kind, apiVersion, ...rest } = objectOf(await values.get('a'));
  expect([kind, apiVersion]).toEqual(['SecureValue', API_VERSION]);
  expect((await values.list()).json).toEqual({
    kind: 'SecureValueList',
    apiVersion: API_VERSION,
    metadata: {},
    items: [rest],
  });
  expect(rest.spec).not.toHaveProperty('value');
});

describe('with label selectors', () => {
  beforeEach(() =>
    createAll({
      prod: { metadata: { labels: { env: 'prod', team: 'sre' } } },
      dev: { metadata: { labels: { env: 'dev' } } },
      bare: {},
    })
  );

  it('#105 a list has what matches', async () => {
    expect(await values.names('?labelSelector=env=prod')).toEqual(['prod']);
    expect(await values.names('?labelSelector=env%20in%20(prod,dev),!team')).toEqual(['dev']);
    expect(await values.names('?labelSelector=env')).toEqual(['dev', 'prod']);
    expect(await values.names('?labelSelector=env==test')).toEqual([]);
  });

  it('#106 a list of what has not a label has what has none', async () => {
    expect(await values.names('?labelSelector=env!=prod')).toEqual(['bare', 'dev']);
    expect(await values.names('?labelSelector=env%20notin%20(prod,dev)')).toEqual(['bare']);
  });

  it('#107 a selector that cannot be read is a bad request', async () => {
    for (const selector of ['a%20in', 'a%20in%20(', 'a=b=c', '=', 'a,,b', '!']) {
      const { code, reason } = statusOf(await values.list(`?labelSelector=${selector}`));
      expect([selector, code, reason]).toEqual([selector, 400, 'BadRequest']);
    }
  });
});

describe('with field selectors', () => {
  beforeEach(() =>
    createAll({
      a: { spec: { decrypters: ['synthetic-monitoring', 'k6-cloud'] } },
      b: { spec: { decrypters: ['k6-cloud'] } },
      c: {},
    })
  );

  it('#108 a list has what a service may decrypt', async () => {
    expect(await values.names('?fieldSelector=spec.decrypter=synthetic-monitoring')).toEqual(['a']);
    expect(await values.names('?fieldSelector=spec.decrypter==k6-cloud')).toEqual(['b', 'a']);
    expect(await values.names('?fieldSelector=spec.decrypter!=k6-cloud')).toEqual(['c']);
  });

  it('#109 a list has what has a name', async () => {
    expect(await values.names('?fieldSelector=metadata.name=a')).toEqual(['a']);
    expect(await values.names('?fieldSelector=metadata.name!=a,metadata.namespace=default')).toEqual(['c', 'b']);
    expect(await values.names('?fieldSelector=metadata.namespace=org-2')).toEqual([]);
  });

  it('#110 an unknown field is a bad request', async () => {
    const { code, reason, message } = statusOf(await values.list('?fieldSelector=spec.foo=bar'));
    expect([code, reason]).toEqual([400, 'BadRequest']);
    expect(message).toMatch(
      /^"spec\.foo" is not a known field selector: only (.*, )?"metadata\.name", "metadata\.namespace"/
    );
  });
});

it('#111 what belongs to another object is listed, with its owner', async () => {
  const owner = { apiVersion: 'testdata.datasource.grafana.app/v0alpha1', kind: 'DataSource', name: 'probe' };
  const ownerReferences = [{ ...owner, uid: '1', controller: true }];
  await createAll({ 'inline-probe': { metadata: { ownerReferences } } });
  expect((await values.list()).json).toMatchObject({
    items: [{ metadata: { name: 'inline-probe', ownerReferences: [owner] } }],
  });
});

it('#112 nobody can list across namespaces', async () => {
  await createAll({ a: {} });
  const { status, text } = await service.send('GET', `${VERSION_PATH}/securevalues`);
  const message =
    'securevalues.secret.grafana.app is forbidden: User "administrator" cannot list resource "securevalues" in API group "secret.grafana.app" at the cluster scope: invalid org';
  expect([status, text]).toEqual([403, failure(403, 'Forbidden', message, { group: GROUP, kind: 'securevalues' })]);
});

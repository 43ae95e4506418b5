import { failure } from '../../backend/api/testing/expected-status.ts';
import { RemoteStoreStandIn } from '../../backend/vault/testing/remote-store-stand-in.ts';
import { API_VERSION, GROUP } from '../../src/domain/api-group.ts';
import { InProcessService, START, START_SECONDS, type Answer } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { causesOf, keeper, objectOf, secureValue, type BodyChanges, type Causes } from './objects.ts';
import { ValueReader } from './value-reader.ts';

const READER = 'k6-cloud';
const MERGE = 'application/merge-patch+json';

/** A service with AWS-shaped keepers, whose store is a stand-in. */
let service: InProcessService;
let remoteStore: RemoteStoreStandIn;
let keepers: CollectionClient;
let values: CollectionClient;
let reader: ValueReader;
beforeAll(async () => {
  remoteStore = new RemoteStoreStandIn();
  service = await InProcessService.start({ env: { SECRETS_AWS_KEEPERS: 'on' }, remoteStore });
  keepers = new CollectionClient(service, 'keepers');
  values = new CollectionClient(service, 'securevalues');
  reader = new ValueReader(service);
});
afterAll(() => service.close());
afterEach(async () => {
  expect((await keepers.activate('system')).status).toBe(200);
  await values.clear();
  await keepers.clear();
});

function keeperNotFound(name: string): string {
  const details = { name, group: GROUP, kind: 'keeper' };
  return failure(404, 'NotFound', `keeper.secret.grafana.app "${name}" not found`, details);
}

async function createKeeper(name: string): Promise<void> {
  objectOf(await keepers.create(keeper(name)), 201);
}

async function activate(name: string): Promise<void> {
  expect([200, 201]).toContain((await keepers.activate(name)).status);
}

async function isActive(name: string): Promise<unknown> {
  return objectOf(await keepers.get(name)).status.active;
}

function secret(name: string, { spec, ...others }: BodyChanges = {}): object {
  return secureValue(name, { spec: { decrypters: [READER], ...spec }, ...others });
}

describe('what is no keeper', () => {
  async function refusedFor(body: object, name: string): Promise<Causes> {
    const causes = causesOf(await keepers.create(body), name, 'Keeper');
    expect(await keepers.names()).toEqual([]);
    return causes;
  }

  it('#122 has no provider', async () => {
    expect(await refusedFor(keeper('x', { spec: { aws: undefined } }), 'x')).toEqual([
      { reason: 'FieldValueRequired', message: 'Required value: at least one `keeper` must be present', field: 'spec' },
    ]);
  });

  it('#123 has the name of the one that is built in', async () => {
    expect(await refusedFor(keeper('system'), 'system')).toEqual([
      { reason: 'FieldValueForbidden', message: 'Forbidden: the keeper name `system` is reserved', field: 'name' },
    ]);
  });

  it('#124 is in AWS, where the setting is off', async () => {
    const off = await InProcessService.start();
    try {
      const answer = await new CollectionClient(off, 'keepers').create(keeper('x'));
      const message =
        'Forbidden: enable aws keeper feature toggle to create aws keepers: secretsManagementAppPlatformAwsKeeper';
      expect(causesOf(answer, 'x', 'Keeper')).toEqual([{ reason: 'FieldValueForbidden', message, field: 'spec.aws' }]);
    } finally {
      await off.close();
    }
  });

  it('#125 has no region', async () => {
    const assumeRole = { assumeRoleArn: 'arn:aws:iam::000000000000:role/grafana', externalID: 'ext-1' };
    expect(await refusedFor(keeper('x', { spec: { aws: { assumeRole } } }), 'x')).toEqual([
      { reason: 'FieldValueRequired', message: 'Required value: region must be present', field: 'spec.aws.region' },
    ]);
  });

  it('#126 has no role to assume', async () => {
    expect(await refusedFor(keeper('x', { spec: { aws: { region: 'eu-west-1' } } }), 'x')).toEqual([
      { reason: 'FieldValueRequired', message: 'Required value: `assumeRole` must be present', field: 'spec.aws' },
    ]);
  });
});

describe('a keeper', () => {
  it('#127 is created, and not active', async () => {
    const { status, json } = await keepers.create(keeper('prod-aws'));
    const administrator = 'service-account:administrator';
    expect([status, json]).toEqual([
      201,
      {
        kind: 'Keeper',
        apiVersion: API_VERSION,
        metadata: {
          name: 'prod-aws',
          namespace: 'default',
          uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
          resourceVersion: String(START_SECONDS),
          creationTimestamp: START,
          annotations: {
            'grafana.app/createdBy': administrator,
            'grafana.app/updatedBy': administrator,
            'grafana.app/updatedTimestamp': START,
          },
        },
        spec: {
          description: 'Production AWS account',
          aws: {
            region: 'eu-west-1',
            assumeRole: { assumeRoleArn: 'arn:aws:iam::000000000000:role/grafana', externalID: 'ext-1' },
          },
        },
        status: { active: false },
      },
    ]);
    expect((await keepers.get('prod-aws')).json).toEqual(json);
  });

  it('#128 is not created again', async () => {
    await createKeeper('x');
    const { status, text } = await keepers.create(keeper('x', { spec: { description: 'another' } }));
    const message = 'keepers.secret.grafana.app "x" already exists : keeper already exists';
    const details = { name: 'x', group: GROUP, kind: 'keepers' };
    expect([status, text]).toEqual([409, failure(409, 'AlreadyExists', message, details)]);
    expect(objectOf(await keepers.get('x')).spec.description).toBe('Production AWS account');
  });

  it('#129 that is missing is not found', async () => {
    const { status, text } = await keepers.get('x');
    expect([status, text]).toEqual([404, keeperNotFound('x')]);
  });

  it('#130 is not what is built in', async () => {
    const { status, text } = await keepers.get('system');
    expect([status, text]).toEqual([404, keeperNotFound('system')]);
  });

  it('#131 is listed, the newest change first, without the one that is built in', async () => {
    expect((await keepers.list()).json).toEqual({
      kind: 'KeeperList',
      apiVersion: API_VERSION,
      metadata: {},
      items: [],
    });
    for (const name of ['x', 'y']) {
      service.pass(1);
      await createKeeper(name);
    }
    expect(await keepers.names()).toEqual(['y', 'x']);
    service.pass(1);
    objectOf(await keepers.put('x', keeper('x', { spec: { description: 'changed' } })));
    expect(await keepers.names()).toEqual(['x', 'y']);
  });
});

describe('activation', () => {
  it('#132 makes one keeper active, and no other', async () => {
    await createKeeper('x');
    await createKeeper('y');
    await activate('y');
    await activate('x');
    expect([await isActive('x'), await isActive('y')]).toEqual([true, false]);
    const { items } = (await keepers.list()).json as {
      items: Array<{ metadata: { name: string }; status: { active: boolean } }>;
    };
    expect(items.filter(({ status }) => status.active).map(({ metadata }) => metadata.name)).toEqual(['x']);
  });

  it('#133 needs a keeper that is there', async () => {
    const { status, text } = await keepers.activate('missing');
    expect([status, text]).toEqual([404, keeperNotFound('missing')]);
  });

  it('#134 of the one that is built in leaves no other active', async () => {
    await createKeeper('x');
    await activate('x');
    await activate('system');
    expect(await isActive('x')).toBe(false);
    expect(objectOf(await values.create(secret('a')), 201).status.keeper).toBe('system');
  });

  it('#135 can be done again', async () => {
    await createKeeper('x');
    await activate('x');
    await activate('x');
    expect(await isActive('x')).toBe(true);
    await activate('system');
    await activate('system');
    expect(await isActive('x')).toBe(false);
  });
});

describe('with an active keeper, a secure value', () => {
  beforeEach(async () => {
    await createKeeper('x');
    await activate('x');
  });

  it('#136 goes to it', async () => {
    const { status } = objectOf(await values.create(secret('remote')), 201);
    expect(status).toEqual({ keeper: 'x', version: 1, externalID: expect.stringMatching(/./) });
    expect(remoteStore.values).toEqual(['value of remote']);
    expect(await reader.valueOf('remote', READER)).toBe('value of remote');
  });

  it('#137 that belongs to another object stays in the one that is built in', async () => {
    const owner = { apiVersion: 'testdata.datasource.grafana.app/v0alpha1', kind: 'DataSource', name: 'probe' };
    const created = objectOf(await values.create(secret('inline-a', { metadata: { ownerReferences: [owner] } })), 201);
    expect(created.status).toEqual({ keeper: 'system', version: 1, externalID: '' });
    expect(remoteStore.values).toEqual([]);
    expect(await reader.valueOf('inline-a', READER)).toBe('value of inline-a');
  });

  it('#71 that is a reference shows it', async () => {
    const reference = { spec: { value: undefined, ref: 'aws-secret' } };
    const created = objectOf(await values.create(secret('r', reference)), 201);
    expect(created.spec).toEqual({ description: 'Token of billing API', ref: 'aws-secret', decrypters: [READER] });
    expect(objectOf(await values.get('r'))).toEqual(created);
  });

  it('#90 stays where it is, whatever is activated later', async () => {
    objectOf(await values.create(secret('there')), 201);
    await activate('system');
    objectOf(await values.create(secret('here')), 201);
    await createKeeper('y');
    await activate('y');
    const updated: Answer[] = [
      await values.put('there', secret('there', { spec: { value: 'new' } })),
      await values.put('here', secret('here', { spec: { value: undefined } })),
      await values.patch('there', MERGE, { spec: { description: 'patched' } }),
    ];
    expect(updated.map((answer) => objectOf(answer).status.keeper)).toEqual(['x', 'system', 'x']);
    expect([await reader.valueOf('there', READER), await reader.valueOf('here', READER)]).toEqual([
      'new',
      'value of here',
    ]);
  });
});

import { serve, type ServedApp } from '../../http/testing/served-app.ts';
import { failure } from '../testing/expected-status.ts';
import { forbidden, invalid, required } from '../testing/keeper-refusals.ts';
import {
  activate,
  AWS,
  KEEPERS_PATH as PATH,
  createKeeper,
  keeperBody,
  listedKeepers,
  serveKeepers,
} from '../testing/keepers.ts';
import { ADMIN, START, START_S } from '../testing/secure-values.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const OFF = 'enable aws keeper feature toggle to create aws keepers: secretsManagementAppPlatformAwsKeeper';

let app: ServedApp;
beforeEach(async () => {
  ({ app } = await serveKeepers());
});
afterEach(() => app.close());

describe('creating', () => {
  it('127: answers with the object, in the order of Grafana, and not active', async () => {
    const answer = await app.send('POST', PATH, {
      apiVersion: 'secret.grafana.app/v1beta1',
      kind: 'Keeper',
      metadata: {
        name: 'prod-aws',
        uid: 'mine',
        resourceVersion: '7',
        labels: { team: 'payments' },
        annotations: {
          'grafana.app/managedBy': 'terraform',
          'grafana.app/createdBy': 'evil',
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
        },
        ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Account', name: 'a' }],
      },
      spec: { description: 'Production AWS account', aws: { ...AWS, kmsKeyId: 'alias/k' } },
      status: { active: true },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('warning')).toBeNull();
    const [stored] = await app.vault.keepers.list('default');
    expect(stored?.uid).toMatch(UUID);
    expect(answer.text).toBe(
      JSON.stringify({
        kind: 'Keeper',
        apiVersion: 'secret.grafana.app/v1beta1',
        metadata: {
          name: 'prod-aws',
          namespace: 'default',
          uid: stored?.uid,
          resourceVersion: START_S,
          creationTimestamp: START,
          labels: { team: 'payments' },
          annotations: {
            'grafana.app/managedBy': 'terraform',
            'grafana.app/createdBy': ADMIN,
            'grafana.app/updatedBy': ADMIN,
            'grafana.app/updatedTimestamp': START,
          },
          ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Account', name: 'a' }],
        },
        spec: { description: 'Production AWS account', aws: { ...AWS, kmsKeyId: 'alias/k' } },
        status: { active: false },
      })
    );
    expect((await app.send('GET', `${PATH}/prod-aws`)).text).toBe(answer.text);
  });

  it.each<[string, string, object, Array<ReturnType<typeof required>>]>([
    ['122: no provider', 'a', { aws: undefined }, [required('spec', 'at least one `keeper` must be present')]],
    ['122: a provider that is null', 'a', { aws: null }, [required('spec', 'at least one `keeper` must be present')]],
    ['123: the name system', 'system', {}, [forbidden('name', 'the keeper name `system` is reserved')]],
    [
      '125: no region',
      'a',
      { aws: { assumeRole: AWS.assumeRole } },
      [required('spec.aws.region', 'region must be present')],
    ],
    ['126: no role', 'a', { aws: { region: 'r' } }, [required('spec.aws', '`assumeRole` must be present')]],
    [
      'an empty role and no description',
      'a',
      { description: '', aws: { region: 'r', assumeRole: {} } },
      [
        required('spec.description', 'a `description` is required'),
        required('spec.aws.assumeRole.assumeRoleArn', 'arn of the role to assume must be present'),
        required('spec.aws.assumeRole.externalID', 'externalID must be present'),
      ],
    ],
    [
      'a description of 254 characters',
      'a',
      { description: 'd'.repeat(254) },
      [
        {
          reason: 'FieldValueTooLong',
          message: 'Too long: may not be more than 253 characters',
          field: 'spec.description',
        },
      ],
    ],
  ])('refuses %s, and a change into it', async (_what, name, spec, causes) => {
    const refused = await app.send('POST', PATH, keeperBody(name, { spec }));
    expect([refused.status, refused.text]).toEqual([422, invalid(name, ...causes)]);
    expect(await listedKeepers(app)).toEqual([]);

    if (name !== 'system') {
      await createKeeper(app, name);
    }
    const before = await app.vault.keepers.list('default');
    const change = await app.send('PUT', `${PATH}/${name}`, keeperBody(name, { spec }));
    expect([change.status, change.text]).toEqual([422, invalid(name, ...causes)]);
    expect(await app.vault.keepers.list('default')).toEqual(before);
  });

  it.each(['My_Keeper', 'a..b', '-a', 'a/b', 'k'.repeat(254)])('refuses the name %s', async (name) => {
    const { status, json } = await app.send('POST', PATH, keeperBody(name, { spec: { description: 'd' } }));
    expect([status, json]).toMatchObject([422, { details: { causes: [{ field: 'metadata.name' }] } }]);
  });

  it('makes a name where there is none', async () => {
    const named = await app.send('POST', PATH, keeperBody('', { metadata: { generateName: 'aws-' } }));
    expect(named.json).toMatchObject({ metadata: { name: expect.stringMatching(/^aws-[a-z0-9]{14}$/) } });
    const unnamed = await app.send('POST', PATH, keeperBody(''));
    expect(unnamed.json).toMatchObject({ metadata: { name: expect.stringMatching(/^kp-[a-z0-9]{14}$/) } });
  });

  it('128: refuses a name that is taken, and leaves what is there', async () => {
    await createKeeper(app, 'a');
    const before = await app.vault.keepers.list('default');
    const expected = failure(
      409,
      'AlreadyExists',
      'keepers.secret.grafana.app "a" already exists : keeper already exists',
      { name: 'a', group: 'secret.grafana.app', kind: 'keepers' }
    );
    for (const query of ['', '?dryRun=All']) {
      const { status, text } = await app.send(
        'POST',
        PATH + query,
        keeperBody('a', { spec: { description: 'other' } })
      );
      expect([status, text]).toEqual([409, expected]);
    }
    expect(await app.vault.keepers.list('default')).toEqual(before);
  });

  it('lets one of many at once have the name', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => app.send('POST', PATH, keeperBody('a'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('checks everything and stores nothing in a dry run', async () => {
    const { status, json } = await app.send('POST', `${PATH}?dryRun=All`, keeperBody('a'));
    expect([status, json]).toMatchObject([201, { metadata: { name: 'a', uid: expect.stringMatching(UUID) } }]);
    expect((await app.send('POST', `${PATH}?dryRun=All`, keeperBody('A'))).status).toBe(422);
    expect(await listedKeepers(app)).toEqual([]);
  });

  it('warns of unknown fields, or refuses them', async () => {
    const body = keeperBody('a', { spec: { aws: { ...AWS, accessKey: 'x' }, azure: {} } });
    const strict = await app.send('POST', `${PATH}?fieldValidation=Strict`, body);
    expect([strict.status, strict.json]).toMatchObject([
      400,
      {
        message:
          'Keeper in version "v1beta1" cannot be handled as a Keeper: strict decoding error: unknown field "spec.azure", unknown field "spec.aws.accessKey"',
      },
    ]);
    const warned = await app.send('POST', PATH, body);
    expect([warned.status, warned.headers.get('warning')]).toEqual([
      201,
      '299 - "unknown field \\"spec.azure\\"", 299 - "unknown field \\"spec.aws.accessKey\\""',
    ]);
    expect(warned.text).not.toContain('azure');
    const ignored = await app.send('POST', `${PATH}?fieldValidation=Ignore`, keeperBody('b', { spec: { azure: {} } }));
    expect([ignored.status, ignored.headers.get('warning')]).toEqual([201, null]);
  });

  it.each<[string, unknown, string]>([
    [
      'a number for a text',
      keeperBody('a', { spec: { description: 5 } }),
      'KeeperSpec.spec.description of type string',
    ],
    ['a list for a provider', keeperBody('a', { spec: { aws: [] } }), 'KeeperSpec.spec.aws of type KeeperAWSConfig'],
    ['a secure value', { kind: 'SecureValue', ...keeperBody('a') }, 'the object is a SecureValue'],
    ['another namespace', keeperBody('a', { metadata: { namespace: 'org-2' } }), 'namespace'],
    ['no JSON', '{', 'the object provided is unrecognized (must be of type Keeper)'],
  ])('refuses %s', async (_what, body, text) => {
    const { status, json } = await app.send('POST', PATH, body);
    expect([status, json]).toMatchObject([400, { message: expect.stringContaining(text) }]);
  });

  it.each<[string, object, string]>([
    ['a folder', { annotations: { 'grafana.app/folder': 'f' } }, 'folders are not supported'],
    [
      'two owners',
      { ownerReferences: [1, 2].map((n) => ({ apiVersion: 'v1', kind: 'K', name: `n${n}` })) },
      'only one owner reference is supported, found 2',
    ],
  ])('refuses %s', async (_what, metadata, message) => {
    const { status, json } = await app.send('POST', PATH, keeperBody('a', { metadata }));
    expect([status, json]).toMatchObject([500, { message }]);
    expect(await listedKeepers(app)).toEqual([]);
  });
});

describe('without AWS', () => {
  it.each<[string, NodeJS.ProcessEnv, string]>([
    ['124: because it is off', {}, OFF],
    [
      'because this build has no client',
      { SECRETS_AWS_KEEPERS: 'on' },
      'this build has no client for AWS Secrets Manager: keep values in the `system` keeper',
    ],
  ])('refuses keepers %s', async (_why, env, detail) => {
    const without = await serve({ env });
    try {
      const { status, text } = await without.send('POST', PATH, keeperBody('a'));
      expect([status, text]).toEqual([422, invalid('a', forbidden('spec.aws', detail))]);
      expect(await listedKeepers(without)).toEqual([]);
      // What needs no AWS works.
      expect((await activate(without, 'system')).status).toBe(200);
      expect((await without.send('GET', `${PATH}/a`)).status).toBe(404);
    } finally {
      await without.close();
    }
  });

  it('says nothing of what is inside a provider that is off', async () => {
    const off = await serve();
    try {
      const { text } = await off.send('POST', PATH, keeperBody('a', { spec: { description: '', aws: {} } }));
      const causes = [required('spec.description', 'a `description` is required'), forbidden('spec.aws', OFF)];
      expect(text).toBe(invalid('a', ...causes));
    } finally {
      await off.close();
    }
  });

  it('neither changes nor activates keepers from better days, and lets them go', async () => {
    const off = await serve();
    try {
      const draft = { namespace: 'default', name: 'a', labels: {}, annotations: {}, ownerReferences: [] };
      await off.vault.keepers.create({ ...draft, spec: { description: 'd', aws: AWS } }, 'user:ada');
      const refusal = invalid('a', forbidden('spec.aws', OFF));
      expect((await activate(off, 'a')).text).toBe(refusal);
      expect((await off.send('PUT', `${PATH}/a`, keeperBody('a'))).text).toBe(refusal);
      expect(await listedKeepers(off)).toEqual([['a', false]]);
      expect((await off.send('DELETE', `${PATH}/a`)).status).toBe(200);
    } finally {
      await off.close();
    }
  });
});

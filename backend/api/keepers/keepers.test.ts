import { AS_ADMIN, serve, type ServedApp } from '../../http/testing/served-app.ts';
import { failure } from '../testing/expected-status.ts';
import {
  activate,
  AWS,
  createKeeper,
  KEEPERS_PATH as PATH,
  keeperBody,
  listedKeepers,
  serveKeepers,
} from '../testing/keepers.ts';
import { ADMIN, create, SECOND, START, START_S } from '../testing/secure-values.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const OFF = 'enable aws keeper feature toggle to create aws keepers: secretsManagementAppPlatformAwsKeeper';

let app: ServedApp;
beforeEach(async () => {
  ({ app } = await serveKeepers());
});
afterEach(() => app.close());

/** The 422 of a keeper. */
function invalid(name: string, ...causes: Array<{ reason: string; message: string; field: string }>): string {
  const texts = causes.map(({ field, message }) => `${field}: ${message}`);
  const joined = texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`;
  const message = `Keeper.secret.grafana.app "${name}" is invalid: ${joined}`;
  return failure(422, 'Invalid', message, { name, group: 'secret.grafana.app', kind: 'Keeper', causes });
}

const required = (field: string, detail: string) => ({
  reason: 'FieldValueRequired',
  message: `Required value: ${detail}`,
  field,
});
const forbidden = (field: string, detail: string) => ({
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${detail}`,
  field,
});

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

describe('reading', () => {
  it.each(['x', 'system'])('129, 130: has no keeper %s', async (name) => {
    const { status, text } = await app.send('GET', `${PATH}/${name}`);
    const details = { name, group: 'secret.grafana.app', kind: 'keeper' };
    expect([status, text]).toEqual([
      404,
      failure(404, 'NotFound', `keeper.secret.grafana.app "${name}" not found`, details),
    ]);
  });

  it('131: lists newest change first, without kinds and without system', async () => {
    expect((await app.send('GET', PATH)).text).toBe(
      '{"kind":"KeeperList","apiVersion":"secret.grafana.app/v1beta1","metadata":{},"items":[]}'
    );
    for (const name of ['a', 'b', 'c']) {
      await createKeeper(app, name);
      app.place.now += SECOND;
    }
    await app.send('PUT', `${PATH}/a`, keeperBody('a'));
    await activate(app, 'b');
    expect(await listedKeepers(app)).toEqual([
      ['a', false],
      ['c', false],
      ['b', true],
    ]);
    expect((await app.send('GET', PATH)).text).not.toContain('"kind":"Keeper"');
  });

  it('selects by labels and fields', async () => {
    await createKeeper(app, 'a', { metadata: { labels: { env: 'prod' } } });
    await createKeeper(app, 'b', { metadata: { labels: { env: 'test' } } });
    expect(await listedKeepers(app, 'labelSelector=env%3Dprod')).toEqual([['a', false]]);
    expect(await listedKeepers(app, 'fieldSelector=metadata.name!%3Da')).toEqual([['b', false]]);
    expect(await listedKeepers(app, 'fieldSelector=metadata.namespace%3Dother')).toEqual([]);
    const unknown = await app.send('GET', `${PATH}?fieldSelector=spec.decrypter%3Dk6`);
    expect([unknown.status, unknown.json]).toMatchObject([
      400,
      {
        message: '"spec.decrypter" is not a known field selector: only "metadata.name", "metadata.namespace"',
      },
    ]);
    expect((await app.send('GET', `${PATH}?labelSelector=a%20in`)).status).toBe(400);
    expect((await app.send('GET', `${PATH}?watch=true`)).status).toBe(405);
  });

  it('shows a table', async () => {
    await createKeeper(app, 'a');
    const accept = 'application/json;as=Table;g=meta.k8s.io;v=v1';
    const { json } = await app.send('GET', PATH, undefined, { ...AS_ADMIN, accept });
    expect(json).toMatchObject({
      kind: 'Table',
      columnDefinitions: [{ name: 'Name' }, { name: 'Description' }],
      rows: [{ cells: ['a', 'Account of a'] }],
    });
  });
});

describe('changing', () => {
  it('replaces everything but the name, who made it, and whether it is active', async () => {
    await createKeeper(app, 'a', { metadata: { labels: { l: '1' }, annotations: { n: '1' } } });
    await activate(app, 'a');
    const before = await app.vault.keepers.get('default', 'a');
    app.place.now += SECOND;
    const spec = { description: 'other', aws: { ...AWS, region: 'us-east-1' } };
    const { status, json } = await app.send('PUT', `${PATH}/a`, { metadata: { name: 'a' }, spec, status: {} });
    expect([status, json]).toEqual([
      200,
      {
        kind: 'Keeper',
        apiVersion: 'secret.grafana.app/v1beta1',
        metadata: {
          name: 'a',
          namespace: 'default',
          uid: before?.uid,
          resourceVersion: '1700000001',
          creationTimestamp: START,
          annotations: {
            'grafana.app/createdBy': ADMIN,
            'grafana.app/updatedBy': ADMIN,
            'grafana.app/updatedTimestamp': '2023-11-14T22:13:21Z',
          },
        },
        spec,
        status: { active: true },
      },
    ]);
    expect((await app.send('GET', `${PATH}/a`)).json).toEqual(json);
  });

  it('creates nothing', async () => {
    expect((await app.send('PUT', `${PATH}/x`, keeperBody('x'))).status).toBe(404);
    expect((await app.send('PUT', `${PATH}/x`, keeperBody('x', { spec: { aws: null } }))).status).toBe(404);
    expect((await app.send('PUT', `${PATH}/x`, keeperBody('y'))).status).toBe(400);
    expect(await listedKeepers(app)).toEqual([]);
  });

  it('changes nothing in a dry run', async () => {
    await createKeeper(app, 'a');
    const before = await app.vault.keepers.list('default');
    const changed = keeperBody('a', { spec: { description: 'other' } });
    const { status, json } = await app.send('PUT', `${PATH}/a?dryRun=All`, changed);
    expect([status, json]).toMatchObject([200, { spec: { description: 'other' } }]);
    expect((await app.send('PUT', `${PATH}/x?dryRun=All`, keeperBody('x'))).status).toBe(404);
    expect(await app.vault.keepers.list('default')).toEqual(before);
  });

  it('patches, also one field of a provider', async () => {
    await createKeeper(app, 'a');
    const patch = { spec: { aws: { region: 'us-east-1' } } };
    const headers = { ...AS_ADMIN, 'content-type': 'application/merge-patch+json' };
    const { status, json } = await app.send('PATCH', `${PATH}/a`, patch, headers);
    expect([status, json]).toMatchObject([200, { spec: { aws: { ...AWS, region: 'us-east-1' } } }]);
    const removed = await app.send('PATCH', `${PATH}/a`, { spec: { aws: null } }, headers);
    expect([removed.status, removed.text]).toEqual([
      422,
      invalid('a', required('spec', 'at least one `keeper` must be present')),
    ]);
    expect((await app.send('PATCH', `${PATH}/x`, patch, headers)).status).toBe(404);
  });
});

describe('in strict mode', () => {
  it('holds to resource versions and to the rules of labels', async () => {
    const { app: strict } = await serveKeepers({ env: { SECRETS_STRICT: 'resourceVersion,labels,description' } });
    try {
      const labelled = keeperBody('a', { metadata: { labels: { 'example.com/tier': 'x' } } });
      expect((await strict.send('POST', PATH, labelled)).status).toBe(422);
      // The 25 characters are documented of secure values alone.
      await createKeeper(strict, 'a', { spec: { description: 'd'.repeat(26) } });
      const stale = await strict.send('PUT', `${PATH}/a`, keeperBody('a', { metadata: { resourceVersion: '1' } }));
      expect([stale.status, stale.json]).toMatchObject([409, { reason: 'Conflict', details: { kind: 'keepers' } }]);
      const current = keeperBody('a', { metadata: { resourceVersion: START_S } });
      expect((await strict.send('PUT', `${PATH}/a`, current)).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

describe('deleting', () => {
  const conflict = (name: string, problem: string) =>
    failure(409, 'Conflict', `Operation cannot be fulfilled on keepers.secret.grafana.app "${name}": ${problem}`, {
      name,
      group: 'secret.grafana.app',
      kind: 'keepers',
    });

  it('forgets a keeper, and frees its name', async () => {
    await createKeeper(app, 'a');
    const dry = await app.send('DELETE', `${PATH}/a?dryRun=All`);
    expect([dry.status, await listedKeepers(app)]).toEqual([200, [['a', false]]]);
    const { status, text } = await app.send('DELETE', `${PATH}/a`);
    expect([status, text]).toEqual([
      200,
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"a","kind":"Keeper"},"code":200}',
    ]);
    for (const query of ['', '?dryRun=All']) {
      expect((await app.send('DELETE', `${PATH}/a${query}`)).status).toBe(404);
    }
    await createKeeper(app, 'a');
  });

  it('knows no keeper system', async () => {
    expect((await app.send('DELETE', `${PATH}/system`)).status).toBe(404);
  });

  it.each(['', '?dryRun=All'])('refuses the active keeper, until it is not%s', async (query) => {
    await createKeeper(app, 'a');
    await activate(app, 'a');
    const { status, text } = await app.send('DELETE', `${PATH}/a${query}`);
    expect([status, text]).toEqual([
      409,
      conflict('a', 'new secure values go to it; activate another keeper, or system, first'),
    ]);
    expect(await listedKeepers(app)).toEqual([['a', true]]);
    await activate(app, 'system');
    expect((await app.send('DELETE', `${PATH}/a`)).status).toBe(200);
  });

  it.each(['', '?dryRun=All'])('refuses a keeper of secure values, until they are gone%s', async (query) => {
    await createKeeper(app, 'a');
    await activate(app, 'a');
    await create(app, 'kept');
    await activate(app, 'system');
    const { status, text } = await app.send('DELETE', `${PATH}/a${query}`);
    expect([status, text]).toEqual([409, conflict('a', 'it keeps secure values; delete those first')]);
    expect(await listedKeepers(app)).toEqual([['a', false]]);
    await app.send('DELETE', `${PATH.replace('keepers', 'securevalues')}/kept`);
    expect((await app.send('DELETE', `${PATH}/a`)).status).toBe(200);
  });
});

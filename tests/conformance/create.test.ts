import { failure } from '../../backend/api/testing/expected-status.ts';
import { API_VERSION, GROUP, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { actionFor } from '../../src/domain/permissions.ts';
import { fromGrafana, person, SHARED_TOKEN } from '../behind-grafana.ts';
import { InProcessService, START, START_SECONDS, type Answer } from '../in-process-service.ts';
import { DESCRIPTION_REQUIRED } from './causes.ts';
import { CollectionClient } from './collection-client.ts';
import { causesOf, objectOf, SECURE_VALUES_PATH, secureValue, statusOf, VALUE_MAX_BYTES } from './objects.ts';
import { refusedCreation } from './refused-creation.ts';

/** The administrator token of the settings, as annotations show its holder. */
const ADMINISTRATOR = 'service-account:administrator';

const CREATED_BY = 'grafana.app/createdBy';
const UPDATED_BY = 'grafana.app/updatedBy';
const UPDATED_TIMESTAMP = 'grafana.app/updatedTimestamp';

let service: InProcessService;
let values: CollectionClient;
beforeAll(async () => {
  service = await InProcessService.start({ env: { SECRETS_GRAFANA_TOKEN: SHARED_TOKEN } });
  values = new CollectionClient(service, 'securevalues');
});
afterAll(() => service.close());
afterEach(() => values.clear());

const refused = (body: unknown, query?: string): Promise<Answer> => refusedCreation(values, body, query);

/** Creates what has to be refused as a bad request, with this message. */
async function badRequest(body: unknown, query?: string): Promise<string> {
  const { code, reason, message, details } = statusOf(await refused(body, query));
  expect([code, reason, details]).toEqual([400, 'BadRequest', undefined]);
  return message;
}

describe('what is created', () => {
  it('#17 is shown whole, and begins with version 1', async () => {
    const { status, json } = await values.create(secureValue('minimal'));
    expect([status, json]).toEqual([
      201,
      {
        kind: 'SecureValue',
        apiVersion: API_VERSION,
        metadata: {
          name: 'minimal',
          namespace: 'default',
          uid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
          resourceVersion: String(START_SECONDS),
          creationTimestamp: START,
          annotations: { [CREATED_BY]: ADMINISTRATOR, [UPDATED_BY]: ADMINISTRATOR, [UPDATED_TIMESTAMP]: START },
        },
        spec: { description: 'Token of billing API' },
        status: { externalID: '', keeper: 'system', version: 1 },
      },
    ]);
  });

  it('#18 has its value in no answer', async () => {
    const value = 'QqCanary-18';
    const body = secureValue('a', { spec: { value } });
    const merge = 'application/merge-patch+json';
    const answers = [
      await values.create(body),
      await values.create(body),
      await values.put('a', body),
      await values.put('a', secureValue('a', { spec: { value: 'x'.repeat(VALUE_MAX_BYTES + 1) } })),
      await values.patch('a', merge, { spec: { value } }),
      await values.get('a'),
      await values.get('a', { accept: 'application/yaml' }),
      await values.list(),
      await values.list('', { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' }),
      await values.list('?includeObject=Object', { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' }),
      await values.delete('a'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 200, 422, 200, 200, 200, 200, 200, 200, 200]);
    for (const { text, headers } of answers) {
      expect(text + JSON.stringify([...headers])).not.toContain(value);
      expect(text).not.toMatch(/"value":|^\s*value:/m);
    }
  });

  it('#19 needs no apiVersion and kind', async () => {
    const typed = objectOf(
      await values.create(secureValue('a', { apiVersion: API_VERSION, kind: 'SecureValue' })),
      201
    );
    const untyped = objectOf(await values.create(secureValue('b')), 201);
    for (const { kind, apiVersion } of [typed, untyped]) {
      expect([kind, apiVersion]).toEqual(['SecureValue', API_VERSION]);
    }
  });

  it('#20 needs no status', async () => {
    expect(objectOf(await values.create(secureValue('a')), 201).status).toEqual(
      expect.objectContaining({ keeper: 'system' })
    );
    objectOf(await values.create(secureValue('b', { status: {} })), 201);
  });

  it('#21 has no status but the one of the server', async () => {
    const status = { version: 99, externalID: 'x', keeper: 'mine' };
    const created = objectOf(await values.create(secureValue('with-status', { status })), 201);
    expect(created.status).toEqual({ externalID: '', keeper: 'system', version: 1 });
  });

  it('#22 has no uid and time of creation but those of the server', async () => {
    const uid = '00000000-0000-4000-8000-000000000000';
    const metadata = { uid, creationTimestamp: '2001-01-01T00:00:00Z' };
    const created = objectOf(await values.create(secureValue('a', { metadata })), 201);
    expect(created.metadata.uid).not.toBe(uid);
    expect(created.metadata.creationTimestamp).toBe(START);
  });

  it('#23 gets a name after generateName, where it has none', async () => {
    const body = secureValue('', { metadata: { generateName: 'tok-' } });
    const first = objectOf(await values.create(body), 201);
    const second = objectOf(await values.create(body), 201);
    expect(first.metadata.name).toMatch(/^tok-[a-z0-9]+$/);
    expect(second.metadata.name).toMatch(/^tok-[a-z0-9]+$/);
    expect(second.metadata.name).not.toBe(first.metadata.name);
    expect(objectOf(await values.create({ spec: { description: 'd', value: 'v' } }), 201).metadata.name).toMatch(
      /^sv-[a-z0-9]+$/
    );
  });

  it('#24 says who created it, whatever the body says', async () => {
    const annotations = { [CREATED_BY]: 'evil', [UPDATED_BY]: 'evil', [UPDATED_TIMESTAMP]: '2001-01-01T00:00:00Z' };
    const created = objectOf(await values.create(secureValue('a', { metadata: { annotations } })), 201);
    expect(created.metadata.annotations).toEqual({
      [CREATED_BY]: ADMINISTRATOR,
      [UPDATED_BY]: ADMINISTRATOR,
      [UPDATED_TIMESTAMP]: START,
    });
  });

  it('#25 keeps the annotations of the client', async () => {
    const annotations = { 'grafana.app/managedBy': 'terraform', 'grafana.app/managerId': 'state-1' };
    objectOf(await values.create(secureValue('a', { metadata: { annotations } })), 201);
    expect(objectOf(await values.get('a')).metadata.annotations).toMatchObject(annotations);
  });

  it('#26 cannot be in a folder', async () => {
    const { status, text } = await refused(
      secureValue('a', { metadata: { annotations: { 'grafana.app/folder': 'f' } } })
    );
    expect([status, text]).toEqual([500, failure(500, undefined, 'folders are not supported')]);
  });

  it('#27 keeps its labels, by which it is found', async () => {
    const labels = { team: 'payments', 'example.com/tier': 'gold', empty: '' };
    const created = objectOf(await values.create(secureValue('a', { metadata: { labels } })), 201);
    objectOf(await values.create(secureValue('b')), 201);
    expect(created.metadata.labels).toEqual(labels);
    expect(await values.names('?labelSelector=team%3Dpayments,example.com/tier%20in%20(gold)')).toEqual(['a']);
  });

  it('#28 says which user created it, and when', async () => {
    const caller = person('Viewer', [actionFor(SECURE_VALUES, 'create')]);
    const user = values.as(fromGrafana(caller, actionFor(SECURE_VALUES, 'create')));
    expect(objectOf(await user.create(secureValue('a')), 201).metadata.annotations).toEqual({
      [CREATED_BY]: 'user:ada',
      [UPDATED_BY]: 'user:ada',
      [UPDATED_TIMESTAMP]: START,
    });
  });

  it('#29 has the second of its last change for a resource version', async () => {
    service.pass(90);
    const { resourceVersion, annotations } = objectOf(await values.create(secureValue('a')), 201).metadata;
    expect(resourceVersion).toBe(String(service.now));
    expect(Date.parse(annotations[UPDATED_TIMESTAMP] ?? '')).toBe(service.now * 1000);
  });
});

describe('an object that is there', () => {
  it('#54 is not created again', async () => {
    objectOf(await values.create(secureValue('a')), 201);
    const { status, text } = await values.create(secureValue('a', { spec: { description: 'another' } }));
    const message = 'securevalues.secret.grafana.app "a" already exists : secure value already exists';
    const details = { name: 'a', group: GROUP, kind: 'securevalues' };
    expect([status, text]).toEqual([409, failure(409, 'AlreadyExists', message, details)]);
    expect(objectOf(await values.get('a')).spec.description).toBe('Token of billing API');
  });

  it('#55 does not keep its name from another namespace', async () => {
    const theirs = values.as(await service.holder('--role', 'Admin', '--namespace', 'org-2')).in('org-2');
    objectOf(await values.create(secureValue('a')), 201);
    expect(objectOf(await theirs.create(secureValue('a')), 201).metadata.namespace).toBe('org-2');
    await theirs.clear();
    expect(await values.names()).toEqual(['a']);
  });
});

describe('bodies', () => {
  it('#56 have no reference while the built-in keeper is active', async () => {
    const { status, text } = await refused(secureValue('a', { spec: { value: null, ref: 'aws-secret' } }));
    const message =
      'tried to create secure value using reference with system keeper, references can only be used with 3rd party keepers';
    expect([status, text]).toEqual([500, failure(500, undefined, message)]);
  });

  it('#57 may have unknown fields, with a warning', async () => {
    const answer = await values.create(secureValue('a', { spec: { keeper: 'x' } }));
    objectOf(answer, 201);
    expect(answer.headers.get('warning')).toBe('299 - "unknown field \\"spec.keeper\\""');
  });

  it('#58 may not have unknown fields where the client is strict', async () => {
    const body = secureValue('a', { spec: { keeper: 'x' } });
    expect(await badRequest(body, '?fieldValidation=Strict')).toBe(
      'SecureValue in version "v1beta1" cannot be handled as a SecureValue: strict decoding error: unknown field "spec.keeper"'
    );
  });

  it('#59 may have unknown fields, without a word where the client does not care', async () => {
    const answer = await values.create(secureValue('a', { spec: { keeper: 'x' } }), '?fieldValidation=Ignore');
    objectOf(answer, 201);
    expect(answer.headers.has('warning')).toBe(false);
  });

  it('#60 are JSON, and are not repeated where they are not', async () => {
    const { status, text } = await refused('{"spec":');
    const message =
      "the object provided is unrecognized (must be of type SecureValue): couldn't get version/kind; json parse error: unexpected end of JSON input";
    expect([status, text]).toEqual([400, failure(400, 'BadRequest', message)]);
  });

  it('#61 have text for a description', async () => {
    const { status, text } = await refused({ metadata: { name: 'a' }, spec: { description: 5 } });
    const message =
      'SecureValue in version "v1beta1" cannot be handled as a SecureValue: json: cannot unmarshal number into Go struct field SecureValueSpec.spec.description of type string';
    expect([status, text]).toEqual([400, failure(400, 'BadRequest', message)]);
  });

  it('#62 are of a version that there is', async () => {
    const body = secureValue('a', { apiVersion: `${GROUP}/v9`, kind: 'SecureValue' });
    expect(await badRequest(body)).toMatch(
      /^SecureValue in version "v9" cannot be handled as a SecureValue: no kind "SecureValue" is registered for version "secret\.grafana\.app\/v9" in scheme "/
    );
  });

  it('#63 are of a kind that there is', async () => {
    const message = await badRequest(secureValue('a', { apiVersion: API_VERSION, kind: 'Nonsense' }));
    expect(message).toContain('no kind "Nonsense" is registered');
  });

  it('#64 are for the namespace of the path', async () => {
    expect(await badRequest(secureValue('a', { metadata: { namespace: 'org-2' } }))).toBe(
      'the namespace of the provided object does not match the namespace sent on the request'
    );
  });

  it('#65 may name the namespace of the path', async () => {
    const named = objectOf(await values.create(secureValue('a', { metadata: { namespace: 'default' } })), 201);
    const unnamed = objectOf(await values.create(secureValue('b', { metadata: { namespace: '' } })), 201);
    expect([named.metadata.namespace, unnamed.metadata.namespace]).toEqual(['default', 'default']);
  });
});

describe('a dry run', () => {
  it('#66 checks everything and stores nothing', async () => {
    const created = objectOf(await values.create(secureValue('dry'), '?dryRun=All'), 201);
    expect([created.metadata.name, created.status.version]).toEqual(['dry', 1]);
    expect(causesOf(await refused(secureValue('a', { spec: { description: '' } }), '?dryRun=All'), 'a')).toEqual([
      DESCRIPTION_REQUIRED,
    ]);
    // Not even a version number was used.
    expect(objectOf(await values.create(secureValue('dry')), 201).status.version).toBe(1);
    expect((await values.create(secureValue('dry'), '?dryRun=All')).status).toBe(409);

    const before = (await values.get('dry')).text;
    const changed = await values.put('dry', secureValue('dry', { spec: { description: 'new' } }), '?dryRun=All');
    expect(objectOf(changed).spec.description).toBe('new');
    expect((await values.delete('dry', '?dryRun=All')).status).toBe(200);
    expect((await values.get('dry')).text).toBe(before);
  });

  it('#67 is of everything or not at all', async () => {
    const { status, text } = await refused(secureValue('a'), '?dryRun=maybe');
    const message = 'Unsupported value: "maybe": supported values: "All"';
    const causes = [{ reason: 'FieldValueNotSupported', message, field: 'dryRun' }];
    expect([status, text]).toEqual([
      422,
      failure(422, 'Invalid', `CreateOptions.meta.k8s.io "" is invalid: dryRun: ${message}`, {
        group: 'meta.k8s.io',
        kind: 'CreateOptions',
        causes,
      }),
    ]);
    expect((await service.send('POST', `${SECURE_VALUES_PATH}?dryRun=All&dryRun=maybe`, secureValue('a'))).status).toBe(
      422
    );
  });
});

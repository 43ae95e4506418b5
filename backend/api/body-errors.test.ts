import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from '../http/testing/served-app.ts';
import { failure } from './testing/expected-status.ts';

let app: ServedApp;
beforeAll(async () => {
  app = await serve();
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await app.vault.list('default')).toEqual([]);
});

describe('a create whose body cannot be used', () => {
  const unrecognised = (problem: string) =>
    failure(
      400,
      'BadRequest',
      `the object provided is unrecognized (must be of type SecureValue): couldn't get version/kind; json parse error: ${problem}`
    );
  const wrongType = (problem: string) =>
    failure(400, 'BadRequest', `SecureValue in version "v1beta1" cannot be handled as a SecureValue: ${problem}`);
  const notRegistered = (kind: string, version: string, apiVersion: string) =>
    failure(
      400,
      'BadRequest',
      `${kind} in version "${version}" cannot be handled as a SecureValue: no kind "${kind}" is registered for version "${apiVersion}" in scheme "secret.grafana.app"`
    );
  const spec = { description: 'd', value: 'v' };
  const metadata = { name: 'a' };

  const table: Array<[string, unknown, string]> = [
    ['cut short', '{"spec":', unrecognised('unexpected end of JSON input')],
    ['empty', '', unrecognised('unexpected end of JSON input')],
    ['no JSON', 'spec: 1', unrecognised('invalid JSON at byte 0: expected a value')],
    ['no object', [], unrecognised('json: cannot unmarshal array into Go value of type SecureValue')],
    ['null', 'null', unrecognised('json: cannot unmarshal null into Go value of type SecureValue')],
    [
      'a number for a description',
      { metadata: { name: 'a' }, spec: { description: 5 } },
      wrongType('json: cannot unmarshal number into Go struct field SecureValueSpec.spec.description of type string'),
    ],
    [
      'an object for a value',
      { metadata, spec: { ...spec, value: {} } },
      wrongType('json: cannot unmarshal object into Go struct field SecureValueSpec.spec.value of type string'),
    ],
    [
      'a number among the decrypters',
      { metadata, spec: { ...spec, decrypters: ['a', 1] } },
      wrongType('json: cannot unmarshal number into Go struct field SecureValueSpec.spec.decrypters of type string'),
    ],
    [
      'a text for the decrypters',
      { metadata, spec: { ...spec, decrypters: 'a' } },
      wrongType('json: cannot unmarshal string into Go struct field SecureValueSpec.spec.decrypters of type []string'),
    ],
    [
      'a boolean for a label',
      { metadata: { name: 'a', labels: { team: true } }, spec },
      wrongType('json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string'),
    ],
    [
      'a text for the metadata',
      { metadata: 'a', spec },
      wrongType('json: cannot unmarshal string into Go struct field SecureValue.metadata of type ObjectMeta'),
    ],
    [
      'a text for an owner',
      { metadata: { name: 'a', ownerReferences: ['x'] }, spec },
      wrongType(
        'json: cannot unmarshal string into Go struct field ObjectMeta.metadata.ownerReferences of type OwnerReference'
      ),
    ],
    [
      'another version',
      { apiVersion: 'secret.grafana.app/v9', kind: 'SecureValue', metadata, spec },
      notRegistered('SecureValue', 'v9', 'secret.grafana.app/v9'),
    ],
    [
      'another kind',
      { apiVersion: 'secret.grafana.app/v1beta1', kind: 'Nonsense', metadata, spec },
      notRegistered('Nonsense', 'v1beta1', 'secret.grafana.app/v1beta1'),
    ],
    ['another kind of the group', { kind: 'Keeper', metadata, spec }, wrongType('the object is a Keeper')],
    [
      'another group',
      { apiVersion: 'apps/v1', kind: 'SecureValue', metadata, spec },
      failure(
        400,
        'BadRequest',
        'the API version in the data (apps/v1) does not match the expected API version (secret.grafana.app/v1beta1)'
      ),
    ],
    [
      'another namespace',
      { metadata: { name: 'a', namespace: 'org-2' }, spec },
      failure(
        400,
        'BadRequest',
        'the namespace of the provided object does not match the namespace sent on the request'
      ),
    ],
  ];

  it.each(table)('%s', async (_what, body, expected) => {
    const answer = await app.send('POST', PATH, body);
    expect(answer.status).toBe(400);
    expect(answer.text).toBe(expected);
  });

  it.each([
    ['a folder', { annotations: { 'grafana.app/folder': 'f' } }, {}, 'folders are not supported'],
    [
      'two owners',
      {
        ownerReferences: [
          { apiVersion: 'v1', kind: 'K', name: 'n' },
          { apiVersion: 'v1', kind: 'K', name: 'm' },
        ],
      },
      {},
      'only one owner reference is supported, found 2',
    ],
    [
      'an owner of no version',
      { ownerReferences: [{ apiVersion: 'a/b/c', kind: 'K', name: 'n' }] },
      {},
      'malformed api version of the owner reference, expected group/version',
    ],
    [
      'a reference, while the keeper is the built-in one',
      {},
      { value: null, ref: 'aws-secret' },
      'tried to create secure value using reference with system keeper, references can only be used with 3rd party keepers',
    ],
  ])('%s cannot be stored', async (_what, changedMetadata, changedSpec, message) => {
    const body = { metadata: { ...metadata, ...changedMetadata }, spec: { ...spec, ...changedSpec } };
    const answer = await app.send('POST', PATH, body);
    expect(answer.status).toBe(500);
    expect(answer.text).toBe(failure(500, undefined, message));
  });
});

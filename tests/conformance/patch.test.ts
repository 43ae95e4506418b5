import { failure, notFound } from '../../backend/api/testing/expected-status.ts';
import { InProcessService } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { objectOf, secureValue, statusOf, type ApiObject } from './objects.ts';
import { ValueReader } from './value-reader.ts';

const READER = 'k6-cloud';
const MERGE = 'application/merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

let service: InProcessService;
let values: CollectionClient;
let reader: ValueReader;
let before: ApiObject;
beforeAll(async () => {
  service = await InProcessService.start();
  values = new CollectionClient(service, 'securevalues');
  reader = new ValueReader(service);
});
afterAll(() => service.close());
beforeEach(async () => {
  const metadata = { labels: { team: 'payments', tier: 'gold' } };
  const spec = { value: 'before', decrypters: [READER, 'synthetic-monitoring'] };
  before = objectOf(await values.create(secureValue('a', { metadata, spec })), 201);
});
afterEach(() => values.clear());

it('#92 a merge patch changes what it names, and keeps the rest', async () => {
  for (const type of [MERGE, STRATEGIC]) {
    const { status, spec } = objectOf(await values.get('a'));
    const patched = objectOf(await values.patch('a', type, { spec: { description: type } }));
    expect(patched.spec).toEqual({ ...spec, description: type });
    expect(patched.metadata.labels).toEqual(before.metadata.labels);
    expect(patched.status.version).toBe(Number(status.version) + 1);
    expect(await reader.valueOf('a', READER)).toBe('before');
  }
  const { metadata } = objectOf(await values.patch('a', MERGE, { metadata: { labels: { team: null, new: 'n' } } }));
  expect(metadata.labels).toEqual({ tier: 'gold', new: 'n' });
});

it('#93 a JSON patch can replace the value', async () => {
  const patched = objectOf(await values.patch('a', JSON_PATCH, [{ op: 'add', path: '/spec/value', value: 'after' }]));
  expect(patched.spec).toEqual(before.spec);
  expect(patched.status.version).toBe(Number(before.status.version) + 1);
  expect(await reader.valueOf('a', READER)).toBe('after');
});

it('#94 a patch of plain JSON is of an unsupported type', async () => {
  const answer = await values.patch('a', 'application/json', { spec: { description: 'n' } });
  const { code, reason, message } = statusOf(answer);
  expect([code, reason]).toEqual([415, 'UnsupportedMediaType']);
  expect(message).toMatch(/^the body of the request was in an unknown format - accepted media types include:/);
  expect(objectOf(await values.get('a'))).toEqual(before);
});

it('#95 what is not there cannot be patched', async () => {
  for (const [type, body] of [
    [MERGE, { spec: { description: 'n' } }],
    [STRATEGIC, { spec: { description: 'n' } }],
    [JSON_PATCH, [{ op: 'add', path: '/spec/value', value: 'v' }]],
  ] as const) {
    const { status, text } = await values.patch('missing', type, body);
    expect([type, status, text]).toEqual([type, 404, notFound('missing')]);
  }
  expect(await values.names()).toEqual(['a']);
});

it('#96 an apply without a field manager is invalid', async () => {
  const { status, text } = await values.patch('a', APPLY, 'spec: {description: n}');
  const cause = expect.objectContaining({ reason: 'FieldValueRequired', field: 'fieldManager' });
  expect([status, JSON.parse(text)]).toEqual([
    422,
    {
      ...JSON.parse(failure(422, 'Invalid', '')),
      message: expect.stringMatching(/^PatchOptions\.meta\.k8s\.io "" is invalid: fieldManager: Required value/),
      details: { group: 'meta.k8s.io', kind: 'PatchOptions', causes: [cause] },
    },
  ]);
  // With one it is refused all the same: an apply needs to know who manages which field.
  expect((await values.patch('a', APPLY, 'spec: {description: n}', '?fieldManager=me')).status).toBe(415);
  expect(objectOf(await values.get('a'))).toEqual(before);
});

import { notFound } from '../../backend/api/testing/expected-status.ts';
import { InProcessService } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { objectOf, secureValue } from './objects.ts';
import { ValueReader } from './value-reader.ts';

const READER = 'k6-cloud';

let service: InProcessService;
let values: CollectionClient;
beforeAll(async () => {
  service = await InProcessService.start();
  values = new CollectionClient(service, 'securevalues');
});
afterAll(() => service.close());
afterEach(() => values.clear());

it('#97 what is deleted is gone, for readers of its value, too', async () => {
  const reader = new ValueReader(service);
  objectOf(await values.create(secureValue('a', { spec: { decrypters: [READER] } })), 201);
  expect(await reader.valueOf('a', READER)).toBe('value of a');

  const { status, text } = await values.delete('a');
  expect([status, text]).toEqual([
    200,
    '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"a","kind":"SecureValue"},"code":200}',
  ]);
  expect((await values.get('a')).text).toBe(notFound('a'));
  expect((await reader.read('a', READER)).status).toBe(404);
});

it('#98 what is not there cannot be deleted', async () => {
  const { status, text } = await values.delete('missing');
  expect([status, text]).toEqual([404, notFound('missing')]);
});

it('#99 the name of what is deleted is free at once, and its versions go on', async () => {
  const first = objectOf(await values.create(secureValue('again')), 201);
  service.pass(60);
  expect((await values.delete('again')).status).toBe(200);
  const second = objectOf(await values.create(secureValue('again')), 201);
  expect(second.metadata.uid).not.toBe(first.metadata.uid);
  expect(Date.parse(second.metadata.creationTimestamp)).toBe(service.now * 1000);
  expect([first.status.version, second.status.version]).toEqual([1, 2]);
});

it('#100 what is deleted is in no list', async () => {
  objectOf(await values.create(secureValue('a')), 201);
  objectOf(await values.create(secureValue('b')), 201);
  expect((await values.delete('a')).status).toBe(200);
  expect(await values.names()).toEqual(['b']);
});

import { notFound } from '../../backend/api/testing/expected-status.ts';
import { InProcessService, START } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { objectOf, secureValue } from './objects.ts';

let service: InProcessService;
let values: CollectionClient;
beforeAll(async () => {
  service = await InProcessService.start();
  values = new CollectionClient(service, 'securevalues');
});
afterAll(() => service.close());
afterEach(() => values.clear());

it('#68 what is there is shown whole, without its value', async () => {
  const metadata = { labels: { team: 'payments' }, annotations: { note: 'n' } };
  const body = secureValue('a', { metadata, spec: { decrypters: ['synthetic-monitoring', 'k6-cloud'] } });
  const created = objectOf(await values.create(body), 201);
  const read = objectOf(await values.get('a'));
  expect(read).toEqual(created);
  expect(read).toMatchObject({
    metadata: { ...metadata, name: 'a', namespace: 'default', creationTimestamp: START },
    spec: { description: 'Token of billing API', decrypters: ['synthetic-monitoring', 'k6-cloud'] },
    status: { keeper: 'system', version: 1 },
  });
  expect(read.spec).not.toHaveProperty('value');
});

it('#69 what is not there is not found', async () => {
  const { status, text } = await values.get('nope');
  expect([status, text]).toEqual([404, notFound('nope')]);
});

it('#70 what is in another namespace is not found', async () => {
  const theirs = values.as(await service.holder('--role', 'Admin', '--namespace', 'org-2')).in('org-2');
  objectOf(await theirs.create(secureValue('theirs')), 201);
  const { status, text } = await values.get('theirs');
  expect([status, text]).toEqual([404, notFound('theirs')]);
  objectOf(await theirs.get('theirs'));
});

import { VERSION_PATH } from '../../src/domain/api-group.ts';
import { AS_ADMIN, InProcessService, type Answer } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { objectOf, SECURE_VALUES_PATH, secureValue } from './objects.ts';
import { ValueReader } from './value-reader.ts';

let service: InProcessService;
let values: CollectionClient;
let reader: ValueReader;
let log: string[];
beforeAll(async () => {
  log = [];
  service = await InProcessService.start({ onLogLine: (line) => log.push(line) });
  values = new CollectionClient(service, 'securevalues');
  reader = new ValueReader(service);
});
afterAll(() => service.close());
afterEach(() => values.clear());

function expectNotFound({ status, json }: Answer): void {
  expect([status, json]).toEqual([404, { code: 'not_found' }]);
}

it('#138 a decrypter gets the value of the newest version', async () => {
  objectOf(await values.create(secureValue('a', { spec: { value: 'first', decrypters: ['k6-cloud'] } })), 201);
  expect(await reader.valueOf('a', 'k6-cloud')).toBe('first');
  objectOf(await values.put('a', secureValue('a', { spec: { value: 'second', decrypters: ['k6-cloud'] } })));
  expect(await reader.valueOf('a', 'k6-cloud')).toBe('second');
});

it('#139 another identity is not authorised, and cannot tell it from absent', async () => {
  objectOf(await values.create(secureValue('a', { spec: { decrypters: ['k6-cloud'] } })), 201);
  expectNotFound(await reader.read('a', 'synthetic-monitoring'));
  expectNotFound(await reader.read('a', 'K6-cloud'));
  expectNotFound(await reader.read('a', 'k6-cloud', 'org-2'));
  expectNotFound(await reader.read('missing', 'synthetic-monitoring'));
});

it('#140 a missing name is not found', async () => {
  expectNotFound(await reader.read('missing', 'k6-cloud'));
});

it('#141 without decrypters nobody is authorised', async () => {
  objectOf(await values.create(secureValue('a', { spec: { decrypters: [] } })), 201);
  expectNotFound(await reader.read('a', 'k6-cloud'));
});

it('#142 no path tells a value to who manages secrets', async () => {
  const value = 'QqCanary-142';
  objectOf(await values.create(secureValue('a', { spec: { value, decrypters: ['k6-cloud'] } })), 201);
  const { json } = await service.send('GET', `/openapi/v3${VERSION_PATH}`);
  const { paths } = json as { paths: Record<string, Record<string, unknown>> };
  const documented = Object.entries(paths)
    .filter(([, methods]) => 'get' in methods)
    .map(([path]) => path.replace('{namespace}', 'default').replace('{name}', 'a'));
  expect(documented).toContain(`${SECURE_VALUES_PATH}/a`);

  const guesses = ['decrypt', 'value', 'reveal', 'raw', 'status', 'spec/value'].flatMap((last) => [
    `${SECURE_VALUES_PATH}/a/${last}`,
    `/api/v1/secrets/a/${last}`,
  ]);
  const queries = ['?fields=value', '?decrypt=true', '?export=true', '?includeObject=Object'].map(
    (query) => `${SECURE_VALUES_PATH}/a${query}`
  );
  for (const path of [...documented, ...guesses, ...queries]) {
    for (const accept of ['application/json', 'application/yaml']) {
      const { text, headers } = await service.send('GET', path, undefined, { ...AS_ADMIN, accept });
      expect(text + JSON.stringify([...headers])).not.toContain(value);
    }
  }
  // The one address that tells it asks for another kind of token.
  expect((await service.send('GET', '/api/v1/secrets/a/decrypt')).status).toBe(401);
  expect(await reader.valueOf('a', 'k6-cloud')).toBe(value);
  expect(log.join('')).not.toContain(value);
}, 30_000);

import { AS_ADMIN, serve, type ServedApp } from '../../http/testing/served-app.ts';
import { OPENAPI_DOCUMENTS } from './documents.ts';

const GROUP_DOCUMENT = '/openapi/v3/apis/secret.grafana.app/v1beta1';

let app: ServedApp;
beforeAll(async () => {
  app = await serve();
});
afterAll(() => app.close());

async function addresses(): Promise<Record<string, string>> {
  const { json } = await app.send('GET', '/openapi/v3');
  const { paths } = json as { paths: Record<string, { serverRelativeURL: string }> };
  return Object.fromEntries(Object.entries(paths).map(([key, { serverRelativeURL }]) => [key, serverRelativeURL]));
}

it('leads to every document by an address that changes with it', async () => {
  const index = await addresses();
  expect(Object.keys(index)).toEqual(Object.keys(OPENAPI_DOCUMENTS));
  for (const [key, address] of Object.entries(index)) {
    expect(address).toMatch(new RegExp(`^/openapi/v3/${key}\\?hash=[0-9A-F]{64}$`));
    const answer = await app.send('GET', address);
    expect([answer.status, answer.json]).toEqual([200, OPENAPI_DOCUMENTS[key]]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  }
  expect(new Set(Object.values(index)).size).toBe(Object.keys(index).length);
});

it.each(['', '?hash=', '?hash=00', '?pretty=true'])(
  'has the document of today at any other address: %s',
  async (query) => {
    const answer = await app.send('GET', GROUP_DOCUMENT + query);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(answer.json).toMatchObject({ openapi: '3.0.3' });
  }
);

it.each([
  '/openapi/v2',
  '/openapi/v3/apis/apps/v1',
  '/openapi/v3/apis/secret.grafana.app/v1',
  '/openapi/v3/',
  '/openapi',
])('has nothing at %s', async (path) => {
  const answer = await app.send('GET', path, undefined, { ...AS_ADMIN, accept: '*/*' });
  expect(answer.status).toBe(404);
});

import { setBackendSrv } from '@grafana/runtime';
import { FakeSecretsApi } from '../testing/FakeSecretsApi';
import { ApiFailure } from './api-error';
import { REQUEST_TIMEOUT_MS } from './request';
import { LIST_PAGES_MAX } from './list-pages';
import { SecretsClient } from './secrets-client';

const BASE = '/apis/secret.grafana.app/v1beta1';
const ALL = { labelSelector: '', decrypter: '' };

function setUp(): { api: FakeSecretsApi; client: SecretsClient } {
  const api = new FakeSecretsApi();
  setBackendSrv(api);
  return { api, client: new SecretsClient(BASE, 'default') };
}

const names = (secrets: ReadonlyArray<{ name: string }>) => secrets.map(({ name }) => name);
const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no failure',
    (failure: unknown) => (failure instanceof ApiFailure ? failure.error.kind : failure)
  );

describe('SecretsClient', () => {
  it('raises no toast, and keeps bodies from the query inspector', async () => {
    const { api, client } = setUp();
    await client.create({ name: 'a', description: 'd', labels: {}, decrypters: [], value: 'v' });
    await client.list(ALL);
    expect(api.requests).toHaveLength(2);
    api.requests.forEach((request) =>
      expect(request).toMatchObject({ showErrorAlert: false, showSuccessAlert: false, hideFromInspector: true })
    );
  });

  it.each(['a/../b', 'a?x=1', 'a#b', 'ü', '%2e%2e'])('cannot be led elsewhere by the name %j', async (name) => {
    const { api, client } = setUp();
    expect(await errorOf(client.get(name))).toBe('not-found');
    expect(api.requests[0]?.url).toBe(`${BASE}/namespaces/default/securevalues/${encodeURIComponent(name)}`);
  });

  it('follows the pages of a list', async () => {
    const { api, client } = setUp();
    const page = (name: string, next?: string) => ({
      status: 200,
      data: { metadata: { continue: next }, items: [{ metadata: { name }, spec: { description: 'd' } }] },
    });
    api.failNext('GET', page('a', 'token-1'));
    api.failNext('GET', page('b', 'token-2'));
    api.failNext('GET', page('c'));
    expect(names(await client.list({ ...ALL, labelSelector: 'x' }))).toEqual(['a', 'b', 'c']);
    expect(api.requests.map(({ params }) => params)).toEqual([
      { labelSelector: 'x' },
      { labelSelector: 'x', continue: 'token-1' },
      { labelSelector: 'x', continue: 'token-2' },
    ]);
  });

  it('does not follow them for ever', async () => {
    const { api, client } = setUp();
    for (let page = 0; page <= LIST_PAGES_MAX; page++) {
      api.failNext('GET', { status: 200, data: { metadata: { continue: 'again' }, items: [] } });
    }
    expect(await errorOf(client.list(ALL))).toBe('malformed');
    expect(api.requests).toHaveLength(LIST_PAGES_MAX);
  });

  it.each([{ items: null }, { items: [] }, {}])('reads %j as an empty list', async (data) => {
    const { api, client } = setUp();
    api.failNext('GET', { status: 200, data });
    expect(await client.list(ALL)).toEqual([]);
  });

  it.each([
    'text',
    [],
    null,
    { items: {} },
    { items: [{}] },
    { items: [{ metadata: { name: 1 }, spec: {} }] },
    { items: [{ metadata: { name: 'a', labels: { a: 1 } }, spec: { description: '' } }] },
    { items: [{ metadata: { name: 'a' }, spec: { description: '', decrypters: 'x' } }] },
    { items: [{ metadata: { name: 'a', ownerReferences: [{}] }, spec: { description: '' } }] },
  ])('takes no list for one that is not: %j', async (data) => {
    const { api, client } = setUp();
    api.failNext('GET', { status: 200, data });
    expect(await errorOf(client.list(ALL))).toBe('malformed');
  });

  it('filters by itself where the server does not know the selector, and only then', async () => {
    const { api, client } = setUp();
    api.seed('mine', { spec: { description: 'd', decrypters: ['my,service'] } });
    api.seed('other');
    expect(names(await client.list({ ...ALL, decrypter: 'my,service' }))).toEqual(['mine']);
    expect(api.requests).toHaveLength(1);

    api.knowsDecrypterSelector = false;
    expect(names(await client.list({ ...ALL, decrypter: 'my,service' }))).toEqual(['mine']);
    expect(api.requests).toHaveLength(3);
  });

  it('stops waiting', async () => {
    jest.useFakeTimers();
    try {
      const { api, client } = setUp();
      api.failNext('GET', 'silence');
      const answer = errorOf(client.get('a'));
      await jest.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS);
      expect(await answer).toBe('timeout');
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not care what the answer to a deletion looks like', async () => {
    const { api, client } = setUp();
    api.failNext('DELETE', { status: 200, data: null });
    await expect(client.delete('a')).resolves.toBeUndefined();
  });
});

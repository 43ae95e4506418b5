import { rm } from 'node:fs/promises';
import { SecretValue } from '../vault/secret-value.ts';
import { draftOf, type VaultPlace } from '../vault/testing/vault-place.ts';
import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from './testing/served-app.ts';

/** Stores a secret and loses the key ring. */
async function losesItsKeys(place: VaultPlace): Promise<void> {
  const vault = await place.open();
  await vault.create(draftOf('a'), SecretValue.fromUtf8('v'), 'user:admin');
  await vault.close();
  await rm(place.keyFile);
}

describe('a sealed store', () => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await serve({ prepare: losesItsKeys });
  });
  afterAll(() => app.close());

  const body = (name: string, value?: string) => ({ metadata: { name }, spec: { description: 'd', value } });

  it('is alive and not ready', async () => {
    expect((await app.send('GET', '/healthz')).status).toBe(200);
    const ready = await app.send('GET', '/readyz');
    expect([ready.status, ready.text]).toEqual([503, '{"status":"sealed"}']);
  });

  it('shows what needs no key', async () => {
    expect((await app.send('GET', `${PATH}/a`)).status).toBe(200);
    expect((await app.send('GET', PATH)).json).toMatchObject({ items: [{ metadata: { name: 'a' } }] });
  });

  it.each([
    ['POST', PATH, body('b', 'v')],
    ['PUT', `${PATH}/a`, body('a', 'v')],
    ['PUT', `${PATH}/a`, body('a')],
  ])('refuses to %s %s, and changes nothing', async (method, path, change) => {
    const before = await app.send('GET', PATH);
    const answer = await app.send(method, path, change);
    expect(answer.status).toBe(503);
    expect(answer.text).toBe(
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the store is sealed: its key is not available","reason":"ServiceUnavailable","code":503}'
    );
    expect((await app.send('GET', PATH)).text).toBe(before.text);
  });
});

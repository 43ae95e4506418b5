import { describePostgres } from '../vault/testing/postgres.ts';
import { bodyOf } from '../api/testing/secure-values.ts';
import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from './testing/served-app.ts';

const SECOND = 1000;

describePostgres('a database that is gone for a while', (server) => {
  let app: ServedApp;
  beforeAll(async () => {
    app = await serve({ database: await server().createDatabase() });
    await app.send('POST', PATH, bodyOf('a'));
    await server().kill();
  });
  afterAll(() => app.close());

  it('leaves the service alive, and not ready', async () => {
    expect((await app.send('GET', '/healthz')).status).toBe(200);
    const ready = await app.send('GET', '/readyz');
    expect([ready.status, ready.text]).toEqual([503, '{"status":"unavailable"}']);
  });

  it.each([
    ['GET', PATH, undefined],
    ['GET', `${PATH}/a`, undefined],
    ['POST', PATH, bodyOf('b')],
    ['PUT', `${PATH}/a`, bodyOf('a')],
    ['DELETE', `${PATH}/a`, undefined],
  ])('is a 503 to %s %s', async (method, path, body) => {
    const answer = await app.send(method, path, body);
    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({ kind: 'Status', reason: 'ServiceUnavailable', code: 503 });
    expect(answer.text).toContain('the database does not answer; try again');
  });

  it('is nothing that somebody else has to mend, once it is back', async () => {
    await server().start();
    expect((await app.send('GET', '/readyz')).text).toBe('{"status":"ok"}');
    expect((await app.send('GET', PATH)).json).toMatchObject({ items: [{ metadata: { name: 'a' } }] });
    expect((await app.send('PUT', `${PATH}/a`, bodyOf('a'))).json).toMatchObject({ status: { version: 2 } });
  });
});

describePostgres('two services on one database', (server) => {
  let apps: readonly ServedApp[];
  beforeEach(async () => {
    const env = { SECRETS_STRICT: 'resourceVersion' };
    const one = await serve({ env, database: await server().createDatabase() });
    apps = [one, await serve({ env, place: one.place.next() })];
    await one.send('POST', PATH, bodyOf('a'));
    apps.forEach((app) => (app.place.now += SECOND));
  });
  afterEach(async () => {
    for (const app of [...apps].reverse()) {
      await app.close();
    }
  });

  it('let one of many updates of the same version win', async () => {
    const seen = bodyOf('a', { metadata: { resourceVersion: '1700000000' } });
    const updates = [...apps, ...apps, ...apps].map((app) => app.send('PUT', `${PATH}/a`, seen));
    const codes = (await Promise.all(updates)).map(({ status }) => status);
    expect(codes.sort()).toEqual([200, 409, 409, 409, 409, 409]);
  });

  it('answer one DELETE of many with success', async () => {
    const deletes = [...apps, ...apps].map((app) => app.send('DELETE', `${PATH}/a`));
    const codes = (await Promise.all(deletes)).map(({ status }) => status);
    expect(codes.sort()).toEqual([200, 404, 404, 404]);
  });
});

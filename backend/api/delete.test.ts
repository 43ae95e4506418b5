import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from '../http/testing/served-app.ts';
import { notFound } from './testing/expected-status.ts';
import { bodyOf, create, listedNames, SECOND } from './testing/secure-values.ts';

let app: ServedApp;
beforeEach(async () => {
  app = await serve();
});
afterEach(() => app.close());

describe('delete', () => {
  it('answers with a success, and the object is gone', async () => {
    await create(app, 'a');
    const answer = await app.send('DELETE', `${PATH}/a`);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"a","kind":"SecureValue"},"code":200}'
    );
    expect((await app.send('GET', `${PATH}/a`)).status).toBe(404);
    expect((await app.send('DELETE', `${PATH}/a`)).text).toBe(notFound('a'));
    expect(await listedNames(app)).toEqual([]);
  });

  it('frees the name at once', async () => {
    await create(app, 'a');
    await app.send('DELETE', `${PATH}/a`);
    app.place.now += SECOND;
    const again = await app.send('POST', PATH, bodyOf('a'));
    expect(again.status).toBe(201);
    expect(again.json).toMatchObject({ metadata: { creationTimestamp: '2023-11-14T22:13:21Z' } });
  });

  it.each([
    ['in the query', '?dryRun=All', undefined],
    ['in the body', '', { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All'], preconditions: { uid: 'x' } }],
  ])('deletes nothing in a dry run %s', async (_where, query, options) => {
    await create(app, 'a');
    expect((await app.send('DELETE', `${PATH}/a${query}`, options)).status).toBe(200);
    expect((await app.send('GET', `${PATH}/a`)).status).toBe(200);
    expect((await app.send('DELETE', `${PATH}/nope${query}`, options)).status).toBe(404);
  });

  it('takes the options that clients send', async () => {
    await create(app, 'a');
    const options = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' };
    expect((await app.send('DELETE', `${PATH}/a`, options)).status).toBe(200);
  });

  it.each<[unknown, number]>([
    [{ kind: 'SecureValue' }, 400],
    [{ dryRun: 'All' }, 400],
    [{ dryRun: ['Some'] }, 422],
    ['{', 400],
    ['[]', 400],
  ])('refuses the body %j, and deletes nothing', async (options, code) => {
    await create(app, 'a');
    expect((await app.send('DELETE', `${PATH}/a`, options)).json).toMatchObject({ kind: 'Status', code });
    expect((await app.send('GET', `${PATH}/a`)).status).toBe(200);
  });
});

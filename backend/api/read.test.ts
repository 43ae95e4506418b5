import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from '../http/testing/served-app.ts';
import { notFound } from './testing/expected-status.ts';
import { bodyOf, create, listedNames, SECOND } from './testing/secure-values.ts';

let app: ServedApp;
beforeEach(async () => {
  app = await serve();
});
afterEach(() => app.close());

describe('get', () => {
  it('shows what create showed', async () => {
    const created = await app.send('POST', PATH, bodyOf('a', { metadata: { labels: { a: 'b' } } }));
    const got = await app.send('GET', `${PATH}/a`);
    expect(got.status).toBe(200);
    expect(got.text).toBe(created.text);
  });

  it.each(['nope', 'a%2Fb', 'A', '__proto__', '%2e%2e', 'x'.repeat(254), "'%20or%201=1"])(
    'answers 404 for %s',
    async (name) => {
      await create(app, 'a');
      const answer = await app.send('GET', `${PATH}/${name}`);
      expect(answer.status).toBe(404);
      expect(answer.json).toMatchObject({ kind: 'Status', reason: 'NotFound' });
    }
  );

  it('names what it did not find', async () => {
    expect((await app.send('GET', `${PATH}/nope`)).text).toBe(notFound('nope'));
  });
});

describe('list', () => {
  it('is an empty list at first', async () => {
    expect((await app.send('GET', PATH)).text).toBe(
      '{"kind":"SecureValueList","apiVersion":"secret.grafana.app/v1beta1","metadata":{},"items":[]}'
    );
  });

  it('has all objects, the last changed first, without their kind and their value', async () => {
    await create(app, 'a');
    app.place.now += SECOND;
    await create(app, 'b');
    app.place.now += SECOND;
    await app.send('PUT', `${PATH}/a`, { metadata: { name: 'a' }, spec: { description: 'changed' } });
    expect(await listedNames(app, 'limit=1&continue=x')).toEqual(['a', 'b']);
    const { json, text } = await app.send('GET', PATH);
    const [first] = (json as { items: object[] }).items;
    expect(Object.keys(first ?? {})).toEqual(['metadata', 'spec', 'status']);
    expect(text).not.toContain('"value"');
  });

  it.each([
    ['labelSelector=env=prod', ['a']],
    ['labelSelector=env!=prod', ['c', 'b']],
    ['labelSelector=env%20in%20(prod,dev)', ['b', 'a']],
    ['labelSelector=!env', ['c']],
    ['labelSelector=', ['c', 'b', 'a']],
    ['fieldSelector=spec.decrypter=k6-cloud', ['b', 'a']],
    ['fieldSelector=metadata.name!=a', ['c', 'b']],
    ['fieldSelector=metadata.name=a', ['a']],
    ['fieldSelector=metadata.namespace=org-2', []],
    ['labelSelector=env=prod&fieldSelector=metadata.name=b', []],
    ['watch=false', ['c', 'b', 'a']],
    ['watch=0', ['c', 'b', 'a']],
  ])('selects by %s', async (query, expected) => {
    await create(app, 'a', { metadata: { labels: { env: 'prod' } }, spec: { decrypters: ['k6-cloud'] } });
    await create(app, 'b', { metadata: { labels: { env: 'dev' } }, spec: { decrypters: ['x', 'k6-cloud'] } });
    await create(app, 'c');
    expect(await listedNames(app, query)).toEqual(expected);
  });

  it.each([
    ['labelSelector=a%20in', /unable to parse requirement/],
    [
      'fieldSelector=spec.foo=bar',
      /^"spec.foo" is not a known field selector: only "metadata.name", "metadata.namespace", "spec.decrypter"$/,
    ],
  ])('refuses %s', async (query, message) => {
    const answer = await app.send('GET', `${PATH}?${query}`);
    expect(answer.json).toMatchObject({ code: 400, reason: 'BadRequest', message: expect.stringMatching(message) });
  });

  it.each(['watch=true', 'watch=1', 'watch'])('does not go on as a watch: %s', async (query) => {
    const answer = await app.send('GET', `${PATH}?${query}`);
    expect(answer.status).toBe(405);
    expect(answer.text).toBe(
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"watch is not supported on resources of kind \\"securevalues.secret.grafana.app\\"","reason":"MethodNotAllowed","details":{"group":"secret.grafana.app","kind":"securevalues"},"code":405}'
    );
  });
});

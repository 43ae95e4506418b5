import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from '../http/testing/served-app.ts';
import { notFound } from './testing/expected-status.ts';
import { ADMIN, bodyOf, create, SECOND, START, storedValue } from './testing/secure-values.ts';

let app: ServedApp;
beforeEach(async () => {
  app = await serve();
});
afterEach(() => app.close());

describe('update', () => {
  const labelled = { metadata: { labels: { a: 'b' }, annotations: { note: 'n' } }, spec: { decrypters: ['k6-cloud'] } };

  it.each([undefined, null])('keeps the value where the body has %j, and replaces all else', async (value) => {
    await create(app, 'a', labelled);
    app.place.now += 5 * SECOND;
    const answer = await app.send('PUT', `${PATH}/a`, { metadata: { name: 'a' }, spec: { description: 'new', value } });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      kind: 'SecureValue',
      apiVersion: 'secret.grafana.app/v1beta1',
      metadata: {
        name: 'a',
        namespace: 'default',
        uid: expect.any(String),
        resourceVersion: '1700000005',
        creationTimestamp: START,
        annotations: {
          'grafana.app/createdBy': ADMIN,
          'grafana.app/updatedBy': ADMIN,
          'grafana.app/updatedTimestamp': '2023-11-14T22:13:25Z',
        },
      },
      spec: { description: 'new' },
      status: { externalID: '', keeper: 'system', version: 2 },
    });
    expect(await storedValue(app, 'a')).toBe('value of a');
  });

  it('replaces the value where the body has one', async () => {
    await create(app, 'a');
    await app.send('PUT', `${PATH}/a`, bodyOf('a', { spec: { value: 'new' } }));
    expect(await storedValue(app, 'a')).toBe('new');
  });

  it('makes a version each time, also when nothing changes', async () => {
    await create(app, 'a');
    await app.send('PUT', `${PATH}/a`, bodyOf('a'));
    expect((await app.send('PUT', `${PATH}/a`, bodyOf('a'))).json).toMatchObject({ status: { version: 3 } });
  });

  it.each([
    [
      'no name',
      { metadata: {} },
      400,
      /^the name of the object \(a based on URL\) was undeterminable: name must be provided$/,
    ],
    [
      'another name',
      { metadata: { name: 'b' } },
      400,
      /^the name of the object \(b\) does not match the name on the URL \(a\)$/,
    ],
    [
      'an empty value',
      bodyOf('a', { spec: { value: '' } }),
      422,
      /spec: Required value: either a `value` or `ref` is required$/,
    ],
    [
      'an empty description',
      bodyOf('a', { spec: { description: '' } }),
      422,
      /Required value: a `description` is required$/,
    ],
    [
      'a reference',
      bodyOf('a', { spec: { value: null, ref: 'r' } }),
      422,
      /spec: Forbidden: cannot set `ref` when `value` was already previously set$/,
    ],
    [
      'too long a value',
      bodyOf('a', { spec: { value: 'v'.repeat(24_577) } }),
      422,
      /may not be more than 24576 bytes$/,
    ],
    [
      'a folder',
      bodyOf('a', { metadata: { annotations: { 'grafana.app/folder': 'f' } } }),
      500,
      /^folders are not supported$/,
    ],
  ])('refuses %s, and changes nothing', async (_what, change, code, message) => {
    await create(app, 'a');
    const before = await app.send('GET', `${PATH}/a`);
    const answer = await app.send('PUT', `${PATH}/a`, change);
    expect(answer.json).toMatchObject({ code, message: expect.stringMatching(message) });
    expect((await app.send('GET', `${PATH}/a`)).text).toBe(before.text);
    expect(await storedValue(app, 'a')).toBe('value of a');
  });

  it('answers 404 for what does not exist, whatever else is wrong, and creates nothing', async () => {
    const answer = await app.send('PUT', `${PATH}/nope`, { metadata: { name: 'nope' }, spec: { decrypters: [''] } });
    expect(answer.text).toBe(notFound('nope'));
    expect(await app.vault.list('default')).toEqual([]);
  });

  it('takes a stale resourceVersion', async () => {
    await create(app, 'a');
    const answer = await app.send('PUT', `${PATH}/a`, bodyOf('a', { metadata: { resourceVersion: '1' } }));
    expect(answer.status).toBe(200);
  });

  it('shows and stores nothing of a dry run', async () => {
    await create(app, 'a');
    app.place.now += SECOND;
    const answer = await app.send(
      'PUT',
      `${PATH}/a?dryRun=All`,
      bodyOf('a', { spec: { description: 'new', value: 'new' } })
    );
    expect(answer.json).toMatchObject({
      metadata: { resourceVersion: '1700000001' },
      spec: { description: 'new' },
      status: { version: 2 },
    });
    expect((await app.send('GET', `${PATH}/a`)).json).toMatchObject({ status: { version: 1 } });
    expect(await storedValue(app, 'a')).toBe('value of a');
  });
});

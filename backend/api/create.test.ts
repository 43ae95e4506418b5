import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from '../http/testing/served-app.ts';
import { ADMIN, bodyOf, create, START, START_S, storedValue } from './testing/secure-values.ts';

let app: ServedApp;
beforeEach(async () => {
  app = await serve();
});
afterEach(() => app.close());

describe('create', () => {
  it('answers with the object, in the words and the order of Grafana, and without its value', async () => {
    const answer = await app.send('POST', PATH, {
      apiVersion: 'secret.grafana.app/v1beta1',
      kind: 'SecureValue',
      metadata: {
        name: 'billing-token',
        namespace: 'default',
        uid: 'mine',
        creationTimestamp: '2001-01-01T00:00:00Z',
        resourceVersion: '7',
        labels: { team: 'payments', 'example.com/tier': 'gold' },
        annotations: {
          'grafana.app/managedBy': 'terraform',
          'grafana.app/createdBy': 'evil',
          'kubectl.kubernetes.io/last-applied-configuration': '{"spec":{"value":"v"}}',
        },
        ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Check', name: 'probe', uid: 'u', controller: true }],
      },
      spec: { description: 'Token of billing API', value: 'v', decrypters: ['synthetic-monitoring', 'k6-cloud'] },
      status: { version: 99, externalID: 'x' },
    });
    const [stored] = await app.vault.list('default');
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('warning')).toBeNull();
    expect(answer.text).toBe(
      JSON.stringify({
        kind: 'SecureValue',
        apiVersion: 'secret.grafana.app/v1beta1',
        metadata: {
          name: 'billing-token',
          namespace: 'default',
          uid: stored?.uid,
          resourceVersion: START_S,
          creationTimestamp: START,
          labels: { team: 'payments', 'example.com/tier': 'gold' },
          annotations: {
            'grafana.app/managedBy': 'terraform',
            'grafana.app/createdBy': ADMIN,
            'grafana.app/updatedBy': ADMIN,
            'grafana.app/updatedTimestamp': START,
          },
          ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Check', name: 'probe' }],
        },
        spec: { description: 'Token of billing API', decrypters: ['synthetic-monitoring', 'k6-cloud'] },
        status: { externalID: '', keeper: 'system', version: 1 },
      })
    );
    expect(await storedValue(app, 'billing-token')).toBe('v');
  });

  it('leaves out what is empty', async () => {
    const answer = await app.send('POST', PATH, bodyOf('a', { spec: { decrypters: [] } }));
    expect(answer.json).toMatchObject({ metadata: { name: 'a' } });
    expect(Object.keys((answer.json as { metadata: object }).metadata)).toEqual([
      'name',
      'namespace',
      'uid',
      'resourceVersion',
      'creationTimestamp',
      'annotations',
    ]);
    expect((answer.json as { spec: object }).spec).toEqual({ description: 'Token of billing API' });
  });

  it.each([
    [{ generateName: 'tok-' }, /^tok-[a-z0-9]{14}$/],
    [{ name: '', generateName: 'tok-' }, /^tok-[a-z0-9]{14}$/],
    [{ name: null }, /^sv-[a-z0-9]{14}$/],
    [{ name: 'given', generateName: 'tok-' }, /^given$/],
  ])('makes a name where there is none: %j', async (metadata, pattern) => {
    const answer = await app.send('POST', PATH, { metadata, spec: { description: 'd', value: 'v' } });
    expect(answer.status).toBe(201);
    expect((answer.json as { metadata: { name: string } }).metadata.name).toMatch(pattern);
  });

  it('judges a generated name like any other', async () => {
    const answer = await app.send('POST', PATH, {
      metadata: { generateName: 'My_' },
      spec: { description: 'd', value: 'v' },
    });
    expect(answer.json).toMatchObject({ code: 422, details: { causes: [{ field: 'metadata.name' }] } });
  });

  it.each(['v'.repeat(24_576), '\u0000\n "\\', 'ü€😀', ' padded '])(
    'stores a value as it was written',
    async (value) => {
      await create(app, 'a', { spec: { value } });
      expect(await storedValue(app, 'a')).toBe(value);
    }
  );

  it('takes descriptions of 253 characters, names of 253 and 64 decrypters of 63', async () => {
    const name = 'n'.repeat(253);
    const decrypters = Array.from({ length: 64 }, (_, index) => `${index}`.padStart(63, 'x'));
    const answer = await app.send('POST', PATH, bodyOf(name, { spec: { description: 'd'.repeat(253), decrypters } }));
    expect(answer.json).toMatchObject({ metadata: { name }, spec: { description: 'd'.repeat(253), decrypters } });
    expect((await app.send('GET', `${PATH}/${name}`)).status).toBe(200);
  });

  it('refuses a name that is taken, and changes nothing', async () => {
    await create(app, 'a');
    const again = await app.send('POST', PATH, bodyOf('a', { spec: { value: 'other' } }));
    expect(again.status).toBe(409);
    expect(again.text).toBe(
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"securevalues.secret.grafana.app \\"a\\" already exists : secure value already exists","reason":"AlreadyExists","details":{"name":"a","group":"secret.grafana.app","kind":"securevalues"},"code":409}'
    );
    expect((await app.send('POST', `${PATH}?dryRun=All`, bodyOf('a'))).status).toBe(409);
    expect(await storedValue(app, 'a')).toBe('value of a');
  });

  it('keeps labels whose keys mean something to JavaScript', async () => {
    const text =
      '{"metadata":{"name":"a","labels":{"__proto__":"x","constructor":"y"}},"spec":{"description":"d","value":"v"}}';
    await app.send('POST', PATH, text);
    const { text: shown } = await app.send('GET', `${PATH}/a`);
    expect(shown).toContain('"labels":{"__proto__":"x","constructor":"y"}');
  });
});

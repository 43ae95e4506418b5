import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from '../http/testing/served-app.ts';

let app: ServedApp;
afterEach(() => app.close());

const valid = { metadata: { name: 'a' }, spec: { description: 'd', value: 'v' } };
const SECOND = 1000;

it('enforces the documented length of a description only when told to', async () => {
  app = await serve({ env: { SECRETS_STRICT: 'description' } });
  const described = (description: string) => ({ ...valid, spec: { ...valid.spec, description } });
  expect((await app.send('POST', PATH, described('d'.repeat(26)))).json).toMatchObject({
    code: 422,
    details: { causes: [{ reason: 'FieldValueTooLong', field: 'spec.description' }] },
  });
  expect((await app.send('POST', PATH, described('d'.repeat(25)))).status).toBe(201);
  expect((await app.send('PUT', `${PATH}/a`, described('d'.repeat(26)))).status).toBe(422);
});

it('enforces the documented rules of labels only when told to', async () => {
  app = await serve({ env: { SECRETS_STRICT: 'labels' } });
  const labelled = (labels: object) => ({ ...valid, metadata: { name: 'a', labels } });
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`key${index}`, 'v']));
  expect((await app.send('POST', PATH, labelled({ 'example.com/tier': 'x' }))).json).toMatchObject({
    details: { causes: [{ field: 'metadata.labels.[0].key' }] },
  });
  expect((await app.send('POST', PATH, labelled(eleven))).json).toMatchObject({
    details: { causes: [{ field: 'metadata.labels' }] },
  });
  expect((await app.send('POST', PATH, labelled({ team: 'x' }))).status).toBe(201);
});

describe('with resourceVersion', () => {
  const changed = (resourceVersion?: string) => ({ ...valid, metadata: { name: 'a', resourceVersion } });

  beforeEach(async () => {
    app = await serve({ env: { SECRETS_STRICT: 'resourceVersion' } });
    await app.send('POST', PATH, valid);
    app.place.now += SECOND;
  });

  it('refuses a change of what the client has not seen', async () => {
    expect((await app.send('PUT', `${PATH}/a`, changed('1700000000'))).status).toBe(200);
    const stale = await app.send('PUT', `${PATH}/a`, changed('1700000000'));
    expect(stale.status).toBe(409);
    expect(stale.text).toBe(
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Operation cannot be fulfilled on securevalues.secret.grafana.app \\"a\\": the object has been modified; please apply your changes to the latest version and try again","reason":"Conflict","details":{"name":"a","group":"secret.grafana.app","kind":"securevalues"},"code":409}'
    );
  });

  it('takes a change without one', async () => {
    expect((await app.send('PUT', `${PATH}/a`, changed())).status).toBe(200);
  });

  it('lets one of many at the same time win', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app.send('PUT', `${PATH}/a`, changed('1700000000')))
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
  });
});

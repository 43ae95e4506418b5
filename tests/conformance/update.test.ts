import { failure, invalid, notFound } from '../../backend/api/testing/expected-status.ts';
import { GROUP, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { actionFor } from '../../src/domain/permissions.ts';
import { fromGrafana, person, SHARED_TOKEN } from '../behind-grafana.ts';
import { InProcessService, START, type Answer } from '../in-process-service.ts';
import { DESCRIPTION_REQUIRED, REF_AFTER_VALUE, VALUE_OR_REF_REQUIRED, VALUE_TOO_LONG } from './causes.ts';
import { CollectionClient } from './collection-client.ts';
import { objectOf, secureValue, type ApiObject, type BodyChanges } from './objects.ts';
import { ValueReader } from './value-reader.ts';

const READER = 'k6-cloud';

let service: InProcessService;
let values: CollectionClient;
let reader: ValueReader;
beforeAll(async () => {
  service = await InProcessService.start({ env: { SECRETS_GRAFANA_TOKEN: SHARED_TOKEN } });
  values = new CollectionClient(service, 'securevalues');
  reader = new ValueReader(service);
});
afterAll(() => service.close());
afterEach(() => values.clear());

/** An object that says something in every field; its value is `before`. */
async function createFull(name: string): Promise<ApiObject> {
  const metadata = { labels: { team: 'payments' }, annotations: { note: 'n' } };
  const spec = { value: 'before', decrypters: [READER, 'synthetic-monitoring'] };
  return objectOf(await values.create(secureValue(name, { metadata, spec })), 201);
}

/** The body of an update that leaves the value as it is. */
function withoutValue(name: string, { spec, ...others }: BodyChanges = {}): object {
  return secureValue(name, {
    spec: { description: 'changed', value: undefined, decrypters: [READER], ...spec },
    ...others,
  });
}

/** Updates what has to be refused, and changes nothing. */
async function refused(name: string, body: unknown, client = values): Promise<Answer> {
  const before = await values.get(name);
  const answer = await client.put(name, body);
  expect((await values.get(name)).text).toBe(before.text);
  expect(await reader.valueOf(name, READER)).toBe('before');
  return answer;
}

describe('the value', () => {
  it('#72 stays where an update has none', async () => {
    const created = await createFull('a');
    const updated = objectOf(await values.put('a', withoutValue('a')));
    expect([updated.spec.description, created.status.version, updated.status.version]).toEqual(['changed', 1, 2]);
    expect(await reader.valueOf('a', READER)).toBe('before');
  });

  it('#73 stays where an update says null', async () => {
    await createFull('a');
    objectOf(await values.put('a', withoutValue('a', { spec: { value: null } })));
    expect(await reader.valueOf('a', READER)).toBe('before');
  });

  it('#74 is replaced by a new one', async () => {
    const { status } = await createFull('a');
    const updated = objectOf(await values.put('a', withoutValue('a', { spec: { value: 'after ü "\\' } })));
    expect(updated.status.version).toBe(Number(status.version) + 1);
    expect(await reader.valueOf('a', READER)).toBe('after ü "\\');
  });

  it('#81 cannot become empty', async () => {
    await createFull('a');
    const { status, text } = await refused('a', withoutValue('a', { spec: { value: '' } }));
    expect([status, text]).toEqual([422, invalid('a', VALUE_OR_REF_REQUIRED)]);
  });

  it('#83 cannot become a reference', async () => {
    await createFull('a');
    const { status, text } = await refused('a', withoutValue('a', { spec: { ref: 'aws-secret' } }));
    expect([status, text]).toEqual([422, invalid('a', REF_AFTER_VALUE)]);
  });

  it('#84 cannot become too long', async () => {
    await createFull('a');
    const { status, text } = await refused('a', withoutValue('a', { spec: { value: 'x'.repeat(24_577) } }));
    expect([status, text]).toEqual([422, invalid('a', VALUE_TOO_LONG)]);
  });
});

describe('an update', () => {
  it('#75 counts even where it changes nothing', async () => {
    const { status } = await createFull('a');
    const body = withoutValue('a');
    const versions = [
      objectOf(await values.put('a', body)).status.version,
      objectOf(await values.put('a', body)).status.version,
    ];
    expect(versions).toEqual([Number(status.version) + 1, Number(status.version) + 2]);
  });

  it('#76 clears the decrypters that it does not repeat', async () => {
    await createFull('a');
    expect(objectOf(await values.put('a', withoutValue('a', { spec: { decrypters: undefined } }))).spec).toEqual({
      description: 'changed',
    });
    expect((await reader.read('a', READER)).status).toBe(404);
  });

  it('#77 clears the annotations and labels that it does not repeat, but for those of the server', async () => {
    await createFull('a');
    const { metadata } = objectOf(await values.put('a', withoutValue('a')));
    expect(metadata).not.toHaveProperty('labels');
    expect(Object.keys(metadata.annotations).toSorted()).toEqual([
      'grafana.app/createdBy',
      'grafana.app/updatedBy',
      'grafana.app/updatedTimestamp',
    ]);
  });

  it('#78 by somebody else leaves the creator alone', async () => {
    const caller = person('None', [actionFor(SECURE_VALUES, 'update')]);
    const user = values.as(fromGrafana(caller, actionFor(SECURE_VALUES, 'update')));
    const created = await createFull('a');
    service.pass(60);
    const updated = objectOf(await user.put('a', withoutValue('a')));
    expect(updated.metadata.annotations).toEqual({
      'grafana.app/createdBy': created.metadata.annotations['grafana.app/createdBy'],
      'grafana.app/updatedBy': 'user:ada',
      'grafana.app/updatedTimestamp': new Date(service.now * 1000).toISOString().replace('.000Z', 'Z'),
    });
    expect(updated.metadata.annotations['grafana.app/updatedTimestamp']).not.toBe(
      created.metadata.annotations['grafana.app/updatedTimestamp']
    );
    expect(updated.metadata.resourceVersion).toBe(String(service.now));
  });

  it('#79 leaves the time of creation alone', async () => {
    const { creationTimestamp } = (await createFull('a')).metadata;
    service.pass(60);
    const metadata = { creationTimestamp: START };
    expect(objectOf(await values.put('a', withoutValue('a', { metadata }))).metadata.creationTimestamp).toBe(
      creationTimestamp
    );
  });

  it('#80 takes any uid', async () => {
    await createFull('a');
    const metadata = { uid: '00000000-0000-4000-8000-000000000000' };
    const { uid } = objectOf(await values.put('a', withoutValue('a', { metadata }))).metadata;
    expect(uid).toMatch(/^[0-9a-f-]{36}$/);
    expect(uid).not.toBe(metadata.uid);
    expect(objectOf(await values.get('a')).metadata.uid).toBe(uid);
  });

  it('#82 cannot empty the description', async () => {
    await createFull('a');
    const { status, text } = await refused('a', withoutValue('a', { spec: { description: '' } }));
    expect([status, text]).toEqual([422, invalid('a', DESCRIPTION_REQUIRED)]);
  });

  it('#85 names its object in its body, too', async () => {
    await createFull('a');
    const message = 'the name of the object (a based on URL) was undeterminable: name must be provided';
    for (const body of [withoutValue(''), { spec: { description: 'd' } }]) {
      const { status, text } = await refused('a', body);
      expect([status, text]).toEqual([400, failure(400, 'BadRequest', message)]);
    }
  });

  it('#86 names the object of its path', async () => {
    await createFull('a');
    const { status, text } = await refused('a', withoutValue('b'));
    const message = 'the name of the object (b) does not match the name on the URL (a)';
    expect([status, text]).toEqual([400, failure(400, 'BadRequest', message)]);
  });

  it('#87 creates nothing', async () => {
    for (const body of [secureValue('missing'), secureValue('missing', { spec: { description: '' } })]) {
      const { status, text } = await values.put('missing', body);
      expect([status, text]).toEqual([404, notFound('missing')]);
    }
    expect(await values.names()).toEqual([]);
  });

  it('#88 needs no resource version', async () => {
    await createFull('a');
    objectOf(await values.put('a', withoutValue('a', { metadata: { resourceVersion: '' } })));
    objectOf(await values.put('a', withoutValue('a')));
  });

  it('#89 may have a stale resource version, but where the service is strict', async () => {
    const { resourceVersion } = (await createFull('a')).metadata;
    service.pass(60);
    const stale = withoutValue('a', { metadata: { resourceVersion } });
    objectOf(await values.put('a', stale));
    objectOf(await values.put('a', stale));

    const strict = await InProcessService.start({ env: { SECRETS_STRICT: 'resourceVersion' } });
    try {
      const strictValues = new CollectionClient(strict, 'securevalues');
      const created = objectOf(await strictValues.create(secureValue('a')), 201);
      const fromCreation = { metadata: { resourceVersion: created.metadata.resourceVersion } };
      strict.pass(60);
      objectOf(await strictValues.put('a', withoutValue('a', fromCreation)));
      const { status, text } = await strictValues.put('a', withoutValue('a', fromCreation));
      const message =
        'Operation cannot be fulfilled on securevalues.secret.grafana.app "a": the object has been modified; please apply your changes to the latest version and try again';
      const details = { name: 'a', group: GROUP, kind: 'securevalues' };
      expect([status, text]).toEqual([409, failure(409, 'Conflict', message, details)]);
      expect(objectOf(await strictValues.get('a')).status.version).toBe(2);
    } finally {
      await strict.close();
    }
  });

  it('#91 cannot set the status', async () => {
    const { status } = await createFull('a');
    const sent = { version: 99, externalID: 'x', keeper: 'mine' };
    expect(objectOf(await values.put('a', withoutValue('a', { status: sent }))).status).toEqual({
      externalID: '',
      keeper: 'system',
      version: Number(status.version) + 1,
    });
  });
});

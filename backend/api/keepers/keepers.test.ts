import { AS_ADMIN, type ServedApp } from '../../http/testing/served-app.ts';
import { failure } from '../testing/expected-status.ts';
import { invalid, required } from '../testing/keeper-refusals.ts';
import {
  activate,
  AWS,
  createKeeper,
  KEEPERS_PATH as PATH,
  keeperBody,
  listedKeepers,
  serveKeepers,
} from '../testing/keepers.ts';
import { ADMIN, create, SECOND, START, START_S } from '../testing/secure-values.ts';

let app: ServedApp;
beforeEach(async () => {
  ({ app } = await serveKeepers());
});
afterEach(() => app.close());

describe('reading', () => {
  it.each(['x', 'system'])('129, 130: has no keeper %s', async (name) => {
    const { status, text } = await app.send('GET', `${PATH}/${name}`);
    const details = { name, group: 'secret.grafana.app', kind: 'keeper' };
    expect([status, text]).toEqual([
      404,
      failure(404, 'NotFound', `keeper.secret.grafana.app "${name}" not found`, details),
    ]);
  });

  it('131: lists newest change first, without kinds and without system', async () => {
    expect((await app.send('GET', PATH)).text).toBe(
      '{"kind":"KeeperList","apiVersion":"secret.grafana.app/v1beta1","metadata":{},"items":[]}'
    );
    for (const name of ['a', 'b', 'c']) {
      await createKeeper(app, name);
      app.place.now += SECOND;
    }
    await app.send('PUT', `${PATH}/a`, keeperBody('a'));
    await activate(app, 'b');
    expect(await listedKeepers(app)).toEqual([
      ['a', false],
      ['c', false],
      ['b', true],
    ]);
    expect((await app.send('GET', PATH)).text).not.toContain('"kind":"Keeper"');
  });

  it('selects by labels and fields', async () => {
    await createKeeper(app, 'a', { metadata: { labels: { env: 'prod' } } });
    await createKeeper(app, 'b', { metadata: { labels: { env: 'test' } } });
    expect(await listedKeepers(app, 'labelSelector=env%3Dprod')).toEqual([['a', false]]);
    expect(await listedKeepers(app, 'fieldSelector=metadata.name!%3Da')).toEqual([['b', false]]);
    expect(await listedKeepers(app, 'fieldSelector=metadata.namespace%3Dother')).toEqual([]);
    const unknown = await app.send('GET', `${PATH}?fieldSelector=spec.decrypter%3Dk6`);
    expect([unknown.status, unknown.json]).toMatchObject([
      400,
      {
        message: '"spec.decrypter" is not a known field selector: only "metadata.name", "metadata.namespace"',
      },
    ]);
    expect((await app.send('GET', `${PATH}?labelSelector=a%20in`)).status).toBe(400);
    expect((await app.send('GET', `${PATH}?watch=true`)).status).toBe(405);
  });

  it('shows a table', async () => {
    await createKeeper(app, 'a');
    const accept = 'application/json;as=Table;g=meta.k8s.io;v=v1';
    const { json } = await app.send('GET', PATH, undefined, { ...AS_ADMIN, accept });
    expect(json).toMatchObject({
      kind: 'Table',
      columnDefinitions: [{ name: 'Name' }, { name: 'Description' }],
      rows: [{ cells: ['a', 'Account of a'] }],
    });
  });
});

describe('changing', () => {
  it('replaces everything but the name, who made it, and whether it is active', async () => {
    await createKeeper(app, 'a', { metadata: { labels: { l: '1' }, annotations: { n: '1' } } });
    await activate(app, 'a');
    const before = await app.vault.keepers.get('default', 'a');
    app.place.now += SECOND;
    const spec = { description: 'other', aws: { ...AWS, region: 'us-east-1' } };
    const { status, json } = await app.send('PUT', `${PATH}/a`, { metadata: { name: 'a' }, spec, status: {} });
    expect([status, json]).toEqual([
      200,
      {
        kind: 'Keeper',
        apiVersion: 'secret.grafana.app/v1beta1',
        metadata: {
          name: 'a',
          namespace: 'default',
          uid: before?.uid,
          resourceVersion: '1700000001',
          creationTimestamp: START,
          annotations: {
            'grafana.app/createdBy': ADMIN,
            'grafana.app/updatedBy': ADMIN,
            'grafana.app/updatedTimestamp': '2023-11-14T22:13:21Z',
          },
        },
        spec,
        status: { active: true },
      },
    ]);
    expect((await app.send('GET', `${PATH}/a`)).json).toEqual(json);
  });

  it('creates nothing', async () => {
    expect((await app.send('PUT', `${PATH}/x`, keeperBody('x'))).status).toBe(404);
    expect((await app.send('PUT', `${PATH}/x`, keeperBody('x', { spec: { aws: null } }))).status).toBe(404);
    expect((await app.send('PUT', `${PATH}/x`, keeperBody('y'))).status).toBe(400);
    expect(await listedKeepers(app)).toEqual([]);
  });

  it('changes nothing in a dry run', async () => {
    await createKeeper(app, 'a');
    const before = await app.vault.keepers.list('default');
    const changed = keeperBody('a', { spec: { description: 'other' } });
    const { status, json } = await app.send('PUT', `${PATH}/a?dryRun=All`, changed);
    expect([status, json]).toMatchObject([200, { spec: { description: 'other' } }]);
    expect((await app.send('PUT', `${PATH}/x?dryRun=All`, keeperBody('x'))).status).toBe(404);
    expect(await app.vault.keepers.list('default')).toEqual(before);
  });

  it('patches, also one field of a provider', async () => {
    await createKeeper(app, 'a');
    const patch = { spec: { aws: { region: 'us-east-1' } } };
    const headers = { ...AS_ADMIN, 'content-type': 'application/merge-patch+json' };
    const { status, json } = await app.send('PATCH', `${PATH}/a`, patch, headers);
    expect([status, json]).toMatchObject([200, { spec: { aws: { ...AWS, region: 'us-east-1' } } }]);
    const removed = await app.send('PATCH', `${PATH}/a`, { spec: { aws: null } }, headers);
    expect([removed.status, removed.text]).toEqual([
      422,
      invalid('a', required('spec', 'at least one `keeper` must be present')),
    ]);
    expect((await app.send('PATCH', `${PATH}/x`, patch, headers)).status).toBe(404);
  });
});

describe('in strict mode', () => {
  it('holds to resource versions and to the rules of labels', async () => {
    const { app: strict } = await serveKeepers({ env: { SECRETS_STRICT: 'resourceVersion,labels,description' } });
    try {
      const labelled = keeperBody('a', { metadata: { labels: { 'example.com/tier': 'x' } } });
      expect((await strict.send('POST', PATH, labelled)).status).toBe(422);
      // The 25 characters are documented of secure values alone.
      await createKeeper(strict, 'a', { spec: { description: 'd'.repeat(26) } });
      const stale = await strict.send('PUT', `${PATH}/a`, keeperBody('a', { metadata: { resourceVersion: '1' } }));
      expect([stale.status, stale.json]).toMatchObject([409, { reason: 'Conflict', details: { kind: 'keepers' } }]);
      const current = keeperBody('a', { metadata: { resourceVersion: START_S } });
      expect((await strict.send('PUT', `${PATH}/a`, current)).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

describe('deleting', () => {
  const conflict = (name: string, problem: string) =>
    failure(409, 'Conflict', `Operation cannot be fulfilled on keepers.secret.grafana.app "${name}": ${problem}`, {
      name,
      group: 'secret.grafana.app',
      kind: 'keepers',
    });

  it('forgets a keeper, and frees its name', async () => {
    await createKeeper(app, 'a');
    const dry = await app.send('DELETE', `${PATH}/a?dryRun=All`);
    expect([dry.status, await listedKeepers(app)]).toEqual([200, [['a', false]]]);
    const { status, text } = await app.send('DELETE', `${PATH}/a`);
    expect([status, text]).toEqual([
      200,
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"a","kind":"Keeper"},"code":200}',
    ]);
    for (const query of ['', '?dryRun=All']) {
      expect((await app.send('DELETE', `${PATH}/a${query}`)).status).toBe(404);
    }
    await createKeeper(app, 'a');
  });

  it('knows no keeper system', async () => {
    expect((await app.send('DELETE', `${PATH}/system`)).status).toBe(404);
  });

  it.each(['', '?dryRun=All'])('refuses the active keeper, until it is not%s', async (query) => {
    await createKeeper(app, 'a');
    await activate(app, 'a');
    const { status, text } = await app.send('DELETE', `${PATH}/a${query}`);
    expect([status, text]).toEqual([
      409,
      conflict('a', 'new secure values go to it; activate another keeper, or system, first'),
    ]);
    expect(await listedKeepers(app)).toEqual([['a', true]]);
    await activate(app, 'system');
    expect((await app.send('DELETE', `${PATH}/a`)).status).toBe(200);
  });

  it.each(['', '?dryRun=All'])('refuses a keeper of secure values, until they are gone%s', async (query) => {
    await createKeeper(app, 'a');
    await activate(app, 'a');
    await create(app, 'kept');
    await activate(app, 'system');
    const { status, text } = await app.send('DELETE', `${PATH}/a${query}`);
    expect([status, text]).toEqual([409, conflict('a', 'it keeps secure values; delete those first')]);
    expect(await listedKeepers(app)).toEqual([['a', false]]);
    await app.send('DELETE', `${PATH.replace('keepers', 'securevalues')}/kept`);
    expect((await app.send('DELETE', `${PATH}/a`)).status).toBe(200);
  });
});

import { AS_ADMIN, SECURE_VALUES_PATH as PATH, type ServedApp } from '../../http/testing/served-app.ts';
import type { RemoteStoreStandIn } from '../../vault/testing/remote-store-stand-in.ts';
import { encodingsOf } from '../../vault/testing/canary.ts';
import { failure, invalid } from '../testing/expected-status.ts';
import { activate, AWS, createKeeper, serveKeepers } from '../testing/keepers.ts';
import { bodyOf, create, SECOND, storedValue } from '../testing/secure-values.ts';

const CANARY = 'QqCanary-7/"ü<&>Qq';
const KEEPER_PROBLEM = failure(
  500,
  undefined,
  'the keeper of the secure value failed, and nothing has changed; try again later'
);
const REFERENCE_PROBLEM = failure(
  500,
  undefined,
  'tried to create secure value using reference with system keeper, references can only be used with 3rd party keepers'
);

const reference = (ref: string, metadata: object = {}) =>
  bodyOf('a', { metadata, spec: { description: 'd', value: undefined, ref } });
const owner = { ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Check', name: 'probe' }] };

let app: ServedApp;
let remote: RemoteStoreStandIn;
let answers: string[];

beforeEach(async () => {
  ({ app, remote } = await serveKeepers());
  answers = [];
  await createKeeper(app, 'x');
  await createKeeper(app, 'y', { spec: { aws: { ...AWS, region: 'us-east-1' } } });
});
afterEach(async () => {
  const log = app.log();
  await app.close();
  const seen = [log, ...answers].join('\n');
  expect(encodingsOf(CANARY).filter((form) => seen.includes(form))).toEqual([]);
});

async function send(
  method: string,
  path: string,
  body?: unknown
): Promise<{ status: number; text: string; json: unknown }> {
  const answer = await app.send(method, path, body);
  answers.push(answer.text, JSON.stringify([...answer.headers]));
  return answer;
}

const statusOf = async (name: string) => (await send('GET', `${PATH}/${name}`)).json;

describe('a value', () => {
  it('136: goes to the active keeper, and is nowhere else', async () => {
    await activate(app, 'x');
    const { status, json } = await send('POST', PATH, bodyOf('a', { spec: { value: CANARY } }));
    const kept = {
      version: 1,
      keeper: 'x',
      externalID: expect.stringMatching(/^grafana-secrets-manager\/default\/a\//),
    };
    expect([status, json]).toMatchObject([201, { status: kept }]);
    expect(await statusOf('a')).toEqual(json);
    expect(remote.values).toEqual([CANARY]);
    expect(await storedValue(app, 'a')).toBe(CANARY);
    expect(await app.place.execute('select * from secure_value_payload')).toEqual([]);
  });

  it('137: stays with the server where it belongs to another object', async () => {
    await activate(app, 'x');
    const { status, json } = await send('POST', PATH, bodyOf('inline-1', { metadata: owner }));
    expect([status, json]).toMatchObject([201, { status: { keeper: 'system', externalID: '' } }]);
    const refused = await send('POST', PATH, reference('theirs', owner));
    expect([refused.status, refused.text]).toEqual([500, REFERENCE_PROBLEM]);
    expect(remote.asked).toEqual([]);
  });

  it('90: stays with its keeper when another one is active', async () => {
    await create(app, 'at-system');
    await activate(app, 'x');
    await create(app, 'at-x');
    await activate(app, 'y');
    await create(app, 'at-y');
    await activate(app, 'x');
    for (const [name, keeper] of [
      ['at-system', 'system'],
      ['at-x', 'x'],
      ['at-y', 'y'],
    ]) {
      const changed = bodyOf(String(name), { spec: { value: `new value of ${name}` } });
      const { status, json } = await send('PUT', `${PATH}/${name}`, changed);
      expect([status, json]).toMatchObject([200, { status: { keeper, version: 2 } }]);
      expect(await storedValue(app, String(name))).toBe(`new value of ${name}`);
    }
    expect(remote.values.sort()).toEqual(['new value of at-x', 'new value of at-y']);
  });

  it('keeps its entry when a change has none, and leaves it when a change has one', async () => {
    await activate(app, 'x');
    await create(app, 'a');
    const first = await statusOf('a');
    const described = await send('PUT', `${PATH}/a`, bodyOf('a', { spec: { description: 'other', value: undefined } }));
    const { externalID } = (first as { status: { externalID: string } }).status;
    expect(described.json).toMatchObject({ spec: { description: 'other' }, status: { version: 2, externalID } });
    expect(await storedValue(app, 'a')).toBe('value of a');
    const replaced = await send('PUT', `${PATH}/a`, bodyOf('a', { spec: { value: 'new' } }));
    expect(replaced.json).toMatchObject({ status: { version: 3, externalID: expect.not.stringMatching(externalID) } });
    expect(remote.values).toEqual(['new']);
  });

  it('is patched at its keeper', async () => {
    await activate(app, 'x');
    await create(app, 'a');
    const patch = async (body: object, type: string) =>
      app.send('PATCH', `${PATH}/a`, body, { ...AS_ADMIN, 'content-type': `application/${type}` });
    expect((await patch({ spec: { description: 'other' } }, 'merge-patch+json')).json).toMatchObject({
      spec: { description: 'other' },
      status: { version: 2, keeper: 'x' },
    });
    expect(await storedValue(app, 'a')).toBe('value of a');
    const add = [{ op: 'add', path: '/spec/value', value: 'new' }];
    expect((await patch(add, 'json-patch+json')).json).toMatchObject({ status: { version: 3, keeper: 'x' } });
    expect(remote.values).toEqual(['new']);
  });

  it('goes from its keeper when it is deleted', async () => {
    await activate(app, 'x');
    await create(app, 'a');
    expect((await send('DELETE', `${PATH}/a?dryRun=All`)).status).toBe(200);
    expect(remote.values).toEqual(['value of a']);
    expect((await send('DELETE', `${PATH}/a`)).status).toBe(200);
    expect(remote.values).toEqual([]);
    expect((await send('GET', `${PATH}/a`)).status).toBe(404);
  });

  it('is not sent anywhere in a dry run, which tells where it would go', async () => {
    await activate(app, 'x');
    const { status, json } = await send('POST', `${PATH}?dryRun=All`, bodyOf('a'));
    expect([status, json]).toMatchObject([201, { status: { keeper: 'x', externalID: '', version: 1 } }]);
    await create(app, 'b');
    remote.asked.length = 0;
    const changed = await send('PUT', `${PATH}/b?dryRun=All`, bodyOf('b', { spec: { value: 'new' } }));
    expect([changed.status, changed.json]).toMatchObject([200, { status: { keeper: 'x', version: 2 } }]);
    expect(remote.asked).toEqual([]);
  });

  it.each<[string, object]>([
    ['a bad name', { metadata: { name: 'A' } }],
    ['no description', { spec: { description: '' } }],
    ['a value too long', { spec: { value: CANARY.repeat(2000) } }],
    ['a folder', { metadata: { annotations: { 'grafana.app/folder': 'f' } } }],
  ])('is sent nowhere with %s', async (_what, changes) => {
    await activate(app, 'x');
    await create(app, 'b');
    remote.asked.length = 0;
    const refused = { ...bodyOf('b', { spec: { value: CANARY } }), ...changes };
    expect((await send('POST', PATH, refused)).status).toBeGreaterThanOrEqual(400);
    const body = bodyOf('b', { spec: { value: CANARY }, ...changes });
    expect((await send('PUT', `${PATH}/b`, body)).status).toBeGreaterThanOrEqual(400);
    expect(remote.asked).toEqual([]);
  });

  it('is handed to its decrypters, and to nobody while the keeper is down', async () => {
    await activate(app, 'x');
    await create(app, 'a', { spec: { decrypters: ['k6-cloud'] } });
    const minted = await app.send('POST', '/api/v1/tokens', { decrypter: 'k6-cloud' });
    const { token } = minted.json as { token: string };
    const decrypt = () => app.send('GET', '/api/v1/secrets/a/decrypt', undefined, { authorization: `Bearer ${token}` });
    expect((await decrypt()).json).toMatchObject({ plaintext: 'value of a' });
    remote.down.add('read');
    const failed = await decrypt();
    expect([failed.status, failed.json]).toEqual([503, { code: 'unavailable' }]);
  });

  it('appears in no list but by what is known of it', async () => {
    await activate(app, 'x');
    await create(app, 'a', { spec: { decrypters: ['k6-cloud'] } });
    const { json } = await send('GET', `${PATH}?fieldSelector=spec.decrypter%3Dk6-cloud`);
    expect(json).toMatchObject({ items: [{ metadata: { name: 'a' }, status: { keeper: 'x' } }] });
  });
});

describe('while a keeper is down', () => {
  beforeEach(async () => {
    await activate(app, 'x');
    await send('POST', PATH, bodyOf('a', { spec: { value: CANARY } }));
    remote.down.add('write').add('read').add('remove');
  });

  it('nothing is created at it', async () => {
    const before = await app.vault.list('default');
    const { status, text } = await send('POST', PATH, bodyOf('b', { spec: { value: CANARY } }));
    expect([status, text]).toEqual([500, KEEPER_PROBLEM]);
    expect(await app.vault.list('default')).toEqual(before);
    // Somebody tries again when it is back.
    remote.down.clear();
    expect((await send('POST', PATH, bodyOf('b'))).json).toMatchObject({ status: { version: 1, keeper: 'x' } });
    expect(remote.values).toEqual([CANARY, 'value of b']);
  });

  it('nothing that it keeps is replaced or deleted', async () => {
    const before = await app.vault.list('default');
    const replaced = await send('PUT', `${PATH}/a`, bodyOf('a', { spec: { value: 'new' } }));
    const deleted = await send('DELETE', `${PATH}/a`);
    expect([replaced.status, replaced.text]).toEqual([500, KEEPER_PROBLEM]);
    expect([deleted.status, deleted.text]).toEqual([500, KEEPER_PROBLEM]);
    expect(await app.vault.list('default')).toEqual(before);
    remote.down.clear();
    expect(await storedValue(app, 'a')).toBe(CANARY);
    expect((await send('DELETE', `${PATH}/a`)).status).toBe(200);
  });

  it('everything else goes on', async () => {
    expect((await send('GET', `${PATH}/a`)).status).toBe(200);
    const described = bodyOf('a', { spec: { description: 'other', value: undefined } });
    expect((await send('PUT', `${PATH}/a`, described)).status).toBe(200);
    expect((await activate(app, 'system')).status).toBe(200);
    expect((await send('POST', PATH, bodyOf('b'))).json).toMatchObject({ status: { keeper: 'system' } });
  });

  it('the log tells why, and no more', async () => {
    await send('POST', PATH, bodyOf('b', { spec: { value: CANARY } }));
    const [line] = app
      .log()
      .split('\n')
      .filter((each) => each.includes('KeeperFailedError'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ err: { type: 'KeeperFailedError', code: 'ECONNREFUSED' } });
    expect(app.log()).not.toContain('refused:');
  });
});

describe('a reference', () => {
  it('56: needs a third-party keeper to be active', async () => {
    for (const query of ['', '?dryRun=All']) {
      const { status, text } = await send('POST', PATH + query, reference('theirs'));
      expect([status, text]).toEqual([500, REFERENCE_PROBLEM]);
    }
    expect(await app.vault.list('default')).toEqual([]);
  });

  it('71: is kept as it is, readable, and nothing is written for it', async () => {
    await activate(app, 'x');
    remote.keep(AWS, 'prod/db-password', CANARY);
    const { status, json } = await send('POST', PATH, reference('prod/db-password'));
    expect([status, json]).toMatchObject([
      201,
      { spec: { description: 'd', ref: 'prod/db-password' }, status: { keeper: 'x', externalID: '', version: 1 } },
    ]);
    expect(await statusOf('a')).toEqual(json);
    expect(remote.asked).toEqual([]);
    expect(await storedValue(app, 'a')).toBe(CANARY);
  });

  it('must be named again by a change, and can be another one, at the same keeper', async () => {
    await activate(app, 'x');
    await send('POST', PATH, reference('theirs'));
    await activate(app, 'system');
    app.place.now += SECOND;
    const other = await send('PUT', `${PATH}/a`, reference('other'));
    expect([other.status, other.json]).toMatchObject([
      200,
      { spec: { ref: 'other' }, status: { keeper: 'x', version: 2 } },
    ]);
    const none = await send('PUT', `${PATH}/a`, bodyOf('a', { spec: { description: 'd', value: undefined } }));
    expect([none.status, none.text]).toEqual([
      422,
      invalid('a', {
        reason: 'FieldValueRequired',
        message: 'Required value: either a `value` or `ref` is required',
        field: 'spec',
      }),
    ]);
    const value = await send('PUT', `${PATH}/a`, bodyOf('a', { spec: { value: CANARY } }));
    expect([value.status, value.text]).toEqual([
      422,
      invalid('a', {
        reason: 'FieldValueForbidden',
        message: 'Forbidden: cannot set `value` when `ref` was already previously set',
        field: 'spec',
      }),
    ]);
    expect(await statusOf('a')).toEqual(other.json);
    expect(remote.asked).toEqual([]);
  });

  it('83: cannot take the place of a value, wherever that is', async () => {
    await create(app, 'a');
    await activate(app, 'x');
    await create(app, 'b');
    for (const name of ['a', 'b']) {
      const { status, text } = await send(
        'PUT',
        `${PATH}/${name}`,
        bodyOf(name, { spec: { value: undefined, ref: 'r' } })
      );
      expect([status, text]).toEqual([
        422,
        invalid(name, {
          reason: 'FieldValueForbidden',
          message: 'Forbidden: cannot set `ref` when `value` was already previously set',
          field: 'spec',
        }),
      ]);
    }
  });

  it('37: cannot stand beside a value', async () => {
    await activate(app, 'x');
    expect((await send('POST', PATH, bodyOf('a', { spec: { ref: 'r', value: CANARY } }))).status).toBe(422);
    expect(await app.vault.list('default')).toEqual([]);
  });

  it('is stored beside an empty value, which is none', async () => {
    await activate(app, 'x');
    const { status, json } = await send('POST', PATH, bodyOf('a', { spec: { ref: 'r', value: '' } }));
    expect([status, json]).toMatchObject([201, { spec: { ref: 'r' }, status: { keeper: 'x' } }]);
    expect(remote.asked).toEqual([]);
  });

  it('is deleted without what it refers to', async () => {
    await activate(app, 'x');
    remote.keep(AWS, 'theirs', CANARY);
    await send('POST', PATH, reference('theirs'));
    remote.down.add('remove');
    expect((await send('DELETE', `${PATH}/a`)).status).toBe(200);
    expect(remote.values).toEqual([CANARY]);
  });
});

it('loses no version and doubles none when many create and change at the same time', async () => {
  await activate(app, 'x');
  const created = await Promise.all(Array.from({ length: 8 }, () => send('POST', PATH, bodyOf('a'))));
  expect(created.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  const changed = await Promise.all(
    Array.from({ length: 8 }, (_, index) => send('PUT', `${PATH}/a`, bodyOf('a', { spec: { value: `v${index}` } })))
  );
  const done = changed.filter(({ status }) => status === 200);
  expect(new Set(changed.map(({ status }) => status))).toEqual(
    done.length === 8 ? new Set([200]) : new Set([200, 409])
  );
  const versions = done.map(({ json }) => (json as { status: { version: number } }).status.version);
  expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: done.length }, (_, index) => index + 2));
  expect(remote.values).toHaveLength(1);
  expect(await storedValue(app, 'a')).toBe(remote.values[0]);
});

import type { Authenticator } from '../../identity/authenticate.ts';
import type { Caller, Permission } from '../../identity/caller.ts';
import { AS_ADMIN, type ServedApp } from '../../http/testing/served-app.ts';
import { failure } from '../testing/expected-status.ts';
import { activate, createKeeper, KEEPERS_PATH as PATH, listedKeepers, serveKeepers } from '../testing/keepers.ts';
import { ADMIN, SECOND, START } from '../testing/secure-values.ts';

const ACTIVATED_SYSTEM =
  '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"system","kind":"Keeper"},"code":200}';

/** `Authorization: With <action>`: somebody who may do that alone. */
const withAction: Authenticator = async ({ authorization }) => {
  const [, action] = /^With (secret\.keepers:(?:create|read|write|delete))$/.exec(authorization ?? '') ?? [];
  const permissions = [{ action, scope: 'all' } as Permission];
  const caller: Caller = { identity: 'user:ada', login: 'ada', role: 'None', orgId: 1, permissions };
  return action === undefined ? undefined : { kind: 'proven', caller, by: 'token' };
};

let app: ServedApp;
beforeEach(async () => {
  ({ app } = await serveKeepers({ authenticators: [withAction] }));
  await createKeeper(app, 'x');
  await createKeeper(app, 'y');
});
afterEach(() => app.close());

it('132: makes one keeper active, and no other', async () => {
  const { status, json } = await activate(app, 'x');
  expect([status, json]).toMatchObject([200, { kind: 'Keeper', metadata: { name: 'x' }, status: { active: true } }]);
  expect((await app.send('GET', `${PATH}/x`)).json).toEqual(json);
  expect((await app.send('GET', `${PATH}/y`)).json).toMatchObject({ status: { active: false } });

  expect((await activate(app, 'y')).status).toBe(200);
  expect(await listedKeepers(app)).toEqual([
    ['y', true],
    ['x', false],
  ]);
});

it('133: knows no keeper that is missing, and changes nothing', async () => {
  await activate(app, 'x');
  const { status, text } = await activate(app, 'missing');
  const details = { name: 'missing', group: 'secret.grafana.app', kind: 'keeper' };
  expect([status, text]).toEqual([
    404,
    failure(404, 'NotFound', 'keeper.secret.grafana.app "missing" not found', details),
  ]);
  expect(await listedKeepers(app)).toEqual([
    ['y', false],
    ['x', true],
  ]);
});

it('134: lets the server itself keep values again, by the name of what is no object', async () => {
  await activate(app, 'x');
  for (const _again of [1, 2]) {
    const { status, text } = await activate(app, 'system');
    expect([status, text]).toEqual([200, ACTIVATED_SYSTEM]);
    expect(await listedKeepers(app)).toEqual([
      ['y', false],
      ['x', false],
    ]);
  }
});

it('135: changes nothing the second time, not even who changed it when', async () => {
  const first = await activate(app, 'x');
  app.place.now += SECOND;
  const second = await activate(app, 'x');
  expect([second.status, second.text]).toEqual([200, first.text]);
  expect(second.json).toMatchObject({
    metadata: { annotations: { 'grafana.app/updatedBy': ADMIN, 'grafana.app/updatedTimestamp': START } },
  });
});

it('leaves exactly one active, whatever happens at the same time', async () => {
  const names = ['x', 'y', 'x', 'y', 'x', 'y', 'x', 'y'];
  const answers = await Promise.all(names.map((name) => activate(app, name)));
  expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
  expect((await listedKeepers(app)).filter(([, active]) => active)).toHaveLength(1);
});

it.each(['x', 'system'])('checks and changes nothing in a dry run of %s', async (name) => {
  await activate(app, 'y');
  const { status } = await app.send('POST', `${PATH}/${name}/activate?dryRun=All`, {});
  expect(status).toBe(200);
  expect((await app.send('POST', `${PATH}/missing/activate?dryRun=All`, {})).status).toBe(404);
  expect((await app.send('POST', `${PATH}/${name}/activate?dryRun=maybe`, {})).status).toBe(422);
  expect(await listedKeepers(app)).toEqual([
    ['y', true],
    ['x', false],
  ]);
});

it('is for one namespace', async () => {
  const draft = { labels: {}, annotations: {}, ownerReferences: [], spec: { description: 'd' } };
  await app.vault.keepers.create({ ...draft, namespace: 'org-2', name: 'x' }, 'user:ada');
  await app.vault.keepers.activate('org-2', 'x', 'user:ada');
  await activate(app, 'y');
  await activate(app, 'system');
  expect(await app.vault.keepers.active('default')).toBeUndefined();
  expect((await app.vault.keepers.active('org-2'))?.name).toBe('x');
});

it.each<[string, unknown, number]>([
  ['nothing', undefined, 200],
  ['an object with members', { force: true }, 200],
  ['a list', [], 400],
  ['null', 'null', 400],
  ['half an object', '{', 400],
])('takes %s for a body, or refuses it', async (_what, body, status) => {
  const answer = await app.send('POST', `${PATH}/x/activate`, body);
  expect(answer.status).toBe(status);
  expect(await app.vault.keepers.active('default')).toEqual(
    status === 200 ? expect.objectContaining({ name: 'x' }) : undefined
  );
});

it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('is no place for %s', async (method) => {
  const { status, headers } = await app.send(method, `${PATH}/x/activate`);
  expect([status, headers.get('allow')]).toEqual([405, 'POST']);
});

it('is of keepers alone, and nothing is below it', async () => {
  expect((await app.send('POST', `${PATH.replace('keepers', 'securevalues')}/x/activate`, {})).status).toBe(404);
  expect((await app.send('POST', `${PATH}/x/activate/`, {})).status).toBe(404);
  expect((await app.send('POST', `${PATH}/x/deactivate`, {})).status).toBe(404);
});

it('needs the action that makes keepers, before anything is looked at', async () => {
  const as = (action: string) => ({ authorization: `With secret.keepers:${action}` });
  for (const action of ['read', 'write', 'delete']) {
    const { status, text } = await app.send('POST', `${PATH}/x/activate`, '{', as(action));
    const message =
      'keepers.secret.grafana.app "x" is forbidden: User "ada" cannot create resource "keepers/activate" in API group "secret.grafana.app" in the namespace "default": unauthorized request';
    const details = { name: 'x', group: 'secret.grafana.app', kind: 'keepers' };
    expect([status, text]).toEqual([403, failure(403, 'Forbidden', message, details)]);
  }
  expect(await app.vault.keepers.active('default')).toBeUndefined();
  expect((await app.send('POST', `${PATH}/x/activate`, {}, as('create'))).status).toBe(200);
});

it('is answered in YAML to who asks for it', async () => {
  const headers = { ...AS_ADMIN, accept: 'application/yaml' };
  const { headers: answered, text } = await app.send('POST', `${PATH}/x/activate`, {}, headers);
  expect(answered.get('content-type')).toMatch(/^application\/yaml/);
  expect(text).toMatch(/^status:\n {2}active: true$/m);
});

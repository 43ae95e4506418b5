import { KEEPERS, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { actionFor } from '../../src/domain/permissions.ts';
import { rawRequest } from '../http/testing/raw-request.ts';
import {
  ADMIN_TOKEN,
  AS_ADMIN,
  SECURE_VALUES_PATH as PATH,
  serve,
  type ServedApp,
} from '../http/testing/served-app.ts';
import type { Authenticator } from '../identity/authenticate.ts';
import type { Caller, Permission } from '../identity/caller.ts';

/** Lets a request say who it is: `Authorization: As <login>`. */
const PEOPLE: ReadonlyMap<string, Partial<Caller>> = new Map([
  ['viewer', { role: 'Viewer' }],
  ['creator', { permissions: [allowed('create', 'all')] }],
  ['updater', { permissions: [allowed('update', 'all')] }],
  ['reader-of-a', { permissions: [allowed('get', { name: 'a' })] }],
  ['creator-of-a', { permissions: [allowed('create', { name: 'a' })] }],
  ['keeper-reader', { permissions: [{ action: actionFor(KEEPERS, 'get'), scope: 'all' }] }],
  ['neighbour', { orgId: 2, permissions: [allowed('get', 'all'), allowed('create', 'all')] }],
]);

const byName: Authenticator = async ({ authorization }) => {
  const login = authorization?.replace(/^As /, '') ?? '';
  const person = PEOPLE.get(login);
  const nobody: Caller = { identity: `user:${login}`, login, role: 'None', orgId: 1, permissions: [] };
  return person && { kind: 'proven', caller: { ...nobody, ...person }, by: 'token' };
};

function allowed(verb: 'create' | 'get' | 'update', scope: Permission['scope']): Permission {
  return { action: actionFor(SECURE_VALUES, verb), scope };
}

let app: ServedApp;
beforeAll(async () => {
  app = await serve({ authenticators: [byName] });
  await app.send('POST', PATH, body('a'));
  await app.send('POST', PATH, body('b'));
});
afterAll(() => app.close());

const as = (login: string) => ({ authorization: `As ${login}` });
const body = (name: string) => ({ metadata: { name }, spec: { description: 'd', value: 'v' } });

function forbidden(login: string, verb: string, name?: string, namespace = 'default', reason = 'unauthorized request') {
  const object = `securevalues.secret.grafana.app${name === undefined ? '' : ` "${name}"`}`;
  const message = `${object} is forbidden: User "${login}" cannot ${verb} resource "securevalues" in API group "secret.grafana.app" in the namespace "${namespace}": ${reason}`;
  return JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason: 'Forbidden',
    details: { ...(name !== undefined && { name }), group: 'secret.grafana.app', kind: 'securevalues' },
    code: 403,
  });
}

describe('a caller without permission', () => {
  it.each([
    ['GET', PATH, 'list', undefined],
    ['GET', `${PATH}?watch=true`, 'watch', undefined],
    ['GET', `${PATH}?labelSelector=a%20in`, 'list', undefined],
    ['GET', `${PATH}/a`, 'get', 'a'],
    ['GET', `${PATH}/missing`, 'get', 'missing'],
    ['PUT', `${PATH}/a`, 'update', 'a'],
    ['DELETE', `${PATH}/a`, 'delete', 'a'],
    ['POST', PATH, 'create', undefined],
  ])('%s %s is forbidden, whatever else is wrong with it', async (method, path, verb, name) => {
    const hasBody = method !== 'GET';
    const headers = { ...as('viewer'), accept: 'text/html', ...(hasBody && { 'content-type': 'text/plain' }) };
    const answer = await app.send(method, path, hasBody ? '{"spec":' : undefined, headers);
    expect(answer.status).toBe(403);
    expect(answer.text).toBe(forbidden('viewer', verb, name));
  });

  it('is answered before the body is sent', async () => {
    const head = [`POST ${PATH} HTTP/1.1`, 'Host: 127.0.0.1', 'Content-Type: application/json', 'Content-Length: 1000'];
    const answer = await rawRequest(app.port, [...head, 'Authorization: As viewer']);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('is answered before the body is asked for', async () => {
    const head = [`POST ${PATH} HTTP/1.1`, 'Host: 127.0.0.1', 'Content-Length: 1000', 'Expect: 100-continue'];
    expect(await rawRequest(app.port, [...head, 'Authorization: As viewer'])).toMatch(/^HTTP\/1\.1 403 /);
    expect(await rawRequest(app.port, [...head, `Authorization: Bearer ${ADMIN_TOKEN}`])).toBe(
      'HTTP/1.1 100 Continue\r\n\r\n'
    );
  });

  it.each(['keeper-reader', 'updater'])('%s has permission for something else', async (login) => {
    expect((await app.send('GET', `${PATH}/a`, undefined, as(login))).text).toBe(forbidden(login, 'get', 'a'));
  });
});

describe('a caller with some permission', () => {
  it('creates without reading', async () => {
    expect((await app.send('POST', PATH, body('of-creator'), as('creator'))).status).toBe(201);
    expect((await app.send('GET', `${PATH}/of-creator`, undefined, as('creator'))).status).toBe(403);
  });

  it('updates without reading, and is named as the one who did', async () => {
    const answer = await app.send('PUT', `${PATH}/b`, body('b'), as('updater'));
    expect(answer.json).toMatchObject({
      metadata: {
        annotations: {
          'grafana.app/createdBy': 'service-account:administrator',
          'grafana.app/updatedBy': 'user:updater',
        },
      },
    });
    expect((await app.send('GET', `${PATH}/b`, undefined, as('updater'))).status).toBe(403);
  });

  it('reads the one object that it may read, and sees no other in the list', async () => {
    const reader = as('reader-of-a');
    expect((await app.send('GET', `${PATH}/a`, undefined, reader)).status).toBe(200);
    expect((await app.send('GET', `${PATH}/b`, undefined, reader)).text).toBe(forbidden('reader-of-a', 'get', 'b'));
    expect((await app.send('GET', PATH, undefined, reader)).json).toMatchObject({
      items: [{ metadata: { name: 'a' } }],
    });
  });

  it('creates under any name, for a create has no scope', async () => {
    expect((await app.send('POST', PATH, body('other'), as('creator-of-a'))).status).toBe(201);
  });
});

describe('namespaces', () => {
  const inNamespace = (namespace: string) => PATH.replace('/default/', `/${namespace}/`);

  it('are of the own organisation', async () => {
    const neighbour = as('neighbour');
    expect((await app.send('POST', inNamespace('org-2'), body('a'), neighbour)).status).toBe(201);
    expect((await app.send('GET', inNamespace('org-2'), undefined, neighbour)).json).toMatchObject({
      items: [{ metadata: { name: 'a', namespace: 'org-2' } }],
    });
    expect((await app.send('GET', `${PATH}/a`, undefined, neighbour)).text).toBe(
      forbidden('neighbour', 'get', 'a', 'default', 'invalid org')
    );
  });

  it.each(['org-2', 'org-1', 'stacks-1', 'foo', 'Default', 'default%20', '..'])(
    'do not include %s, for an administrator of organisation 1',
    async (namespace) => {
      const answer = await rawRequest(app.port, [
        `GET ${inNamespace(namespace)} HTTP/1.1`,
        'Host: 127.0.0.1',
        `Authorization: Bearer ${ADMIN_TOKEN}`,
      ]);
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    }
  );

  it('cannot be left out', async () => {
    const answer = await app.send('GET', '/apis/secret.grafana.app/v1beta1/securevalues');
    expect(answer.json).toMatchObject({ code: 403, message: expect.stringContaining('at the cluster scope') });
  });
});

describe('before permissions', () => {
  it.each([
    PATH,
    `${PATH}/a/status`,
    '/apis',
    '/apis/secret.grafana.app/v1beta1',
    '/apis/secret.grafana.app/v1beta1/nonsense',
    '/api/nonsense',
  ])('asks who it is, and answers as Grafana does: %s', async (path) => {
    for (const headers of [undefined, { authorization: 'Bearer wrong' }, { authorization: `Basic ${ADMIN_TOKEN}` }]) {
      const answer = await app.send('GET', path, undefined, headers ?? {});
      expect(answer.status).toBe(401);
      expect(answer.text).toBe(
        '{"message":"Unauthorized","messageId":"auth.unauthorized","statusCode":401,"traceID":""}'
      );
    }
  });

  it.each([
    ['DELETE', PATH, 'GET, POST'],
    ['PUT', PATH, 'GET, POST'],
    ['PATCH', PATH, 'GET, POST'],
    ['POST', `${PATH}/a`, 'GET, PUT, PATCH, DELETE'],
    ['POST', '/apis/secret.grafana.app', 'GET'],
  ])('refuses %s on %s', async (method, path, allow) => {
    const answer = await app.send(method, path, '{', as('viewer'));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
    expect(answer.text).toBe(
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server does not allow this method on the requested resource","reason":"MethodNotAllowed","details":{},"code":405}'
    );
  });

  it.each([
    `${PATH}/a/status`,
    `${PATH}/`,
    '/apis/secret.grafana.app/v1beta1/namespaces/default/unknown',
    '/apis/secret.grafana.app/v1beta1/namespaces/default/keepers/',
    '/apis/secret.grafana.app/v1/namespaces/default/securevalues',
  ])('does not find %s', async (path) => {
    const answer = await app.send('GET', path);
    expect(answer.status).toBe(404);
    expect(answer.text).toBe(
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server could not find the requested resource","reason":"NotFound","details":{},"code":404}'
    );
  });

  it('does not know other groups', async () => {
    const answer = await app.send('POST', '/apis/apps/v1/deployments', '{');
    expect([answer.status, answer.text]).toEqual([404, '404 page not found\n']);
  });
});

describe('after permissions', () => {
  it.each([
    'text/html',
    'application/json;q=0',
    'application/json;as=Table;g=meta.k8s.io;v=v9',
    'application/*;as=Tree',
  ])('cannot answer with %s', async (accept) => {
    for (const path of [PATH, '/apis']) {
      const answer = await app.send('GET', path, undefined, { ...AS_ADMIN, accept });
      expect(answer.json).toMatchObject({ kind: 'Status', code: 406, reason: 'NotAcceptable' });
    }
  });

  it.each([
    '*/*',
    'application/json',
    'text/html, application/*;q=0.1',
    'application/json;as=Table;g=meta.k8s.io;v=v1,application/json',
  ])('answers with JSON to %s', async (accept) => {
    expect((await app.send('GET', PATH, undefined, { ...AS_ADMIN, accept })).status).toBe(200);
  });

  it.each(['text/plain', 'text/yaml', 'nonsense', 'application/json-patch+json'])(
    'cannot read %s',
    async (contentType) => {
      for (const [method, path] of [
        ['POST', PATH],
        ['PUT', `${PATH}/a`],
        ['DELETE', `${PATH}/a`],
      ] as const) {
        const answer = await app.send(method, path, '{}', { ...AS_ADMIN, 'content-type': contentType });
        expect(answer.status).toBe(415);
        expect(answer.text).toBe(
          '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the body of the request was in an unknown format - accepted media types include: application/json, application/yaml","reason":"UnsupportedMediaType","code":415}'
        );
      }
    }
  );

  it('refuses Accept before Content-Type, and both before the size', async () => {
    const huge = { ...AS_ADMIN, 'content-type': 'text/plain', accept: 'text/html' };
    expect((await app.send('POST', PATH, 'x'.repeat(3_145_729), huge)).status).toBe(406);
    expect((await app.send('POST', PATH, 'x'.repeat(3_145_729), { ...huge, accept: '*/*' })).status).toBe(415);
  });

  it('reads JSON whose type is not told', async () => {
    const answer = await rawRequest(
      app.port,
      [
        `POST ${PATH}?dryRun=All HTTP/1.1`,
        'Host: 127.0.0.1',
        `Authorization: Bearer ${ADMIN_TOKEN}`,
        'Content-Length: 2',
        '',
        '{}',
      ],
      (received) => received.includes('"code":422')
    );
    expect(answer).toMatch(/^HTTP\/1\.1 422 /);
  });
});

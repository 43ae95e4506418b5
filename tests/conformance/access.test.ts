import { failure } from '../../backend/api/testing/expected-status.ts';
import { GROUP } from '../../src/domain/api-group.ts';
import { AS_ADMIN, InProcessService, type Answer, type Headers } from '../in-process-service.ts';
import { CollectionClient } from './collection-client.ts';
import { objectOf, secureValue } from './objects.ts';

let service: InProcessService;
let values: CollectionClient;
beforeAll(async () => {
  service = await InProcessService.start();
  values = new CollectionClient(service, 'securevalues');
});
afterAll(() => service.close());
afterEach(() => values.clear());

/** The 403 of the secure values of a namespace, in the words of Kubernetes. */
function forbidden(user: string, verb: string, name: string | undefined, namespace: string, reason: string): string {
  const object = name === undefined ? '' : ` "${name}"`;
  const message =
    `securevalues.secret.grafana.app${object} is forbidden: User "${user}" cannot ${verb} resource "securevalues" ` +
    `in API group "secret.grafana.app" in the namespace "${namespace}": ${reason}`;
  return failure(403, 'Forbidden', message, {
    ...(name === undefined ? {} : { name }),
    group: GROUP,
    kind: 'securevalues',
  });
}

/** How refusals name the holder of a token. */
function loginOf({ authorization = '' }: Headers): string {
  return `token-${authorization.split('_')[1] ?? ''}`;
}

async function expectRefused(
  answer: Promise<Answer>,
  holder: Headers,
  verb: string,
  name?: string,
  reason = 'unauthorized request',
  namespace = 'default'
): Promise<void> {
  const { status, text } = await answer;
  expect([status, text]).toEqual([403, forbidden(loginOf(holder), verb, name, namespace, reason)]);
}

describe('namespaces', () => {
  it('#113 organisation 1 has the namespace default', async () => {
    objectOf(await values.as(await service.holder('--role', 'Admin')).create(secureValue('a')), 201);
  });

  it('#114 organisation 2 has the namespace org-2', async () => {
    const theirs = values.as(await service.holder('--role', 'Admin', '--namespace', 'org-2')).in('org-2');
    expect(objectOf(await theirs.create(secureValue('a')), 201).metadata.namespace).toBe('org-2');
    expect(await theirs.names()).toEqual(['a']);
    await theirs.clear();
  });

  it('#115 nobody has the namespace of another organisation', async () => {
    objectOf(await values.create(secureValue('a')), 201);
    const holder = await service.holder('--role', 'Admin', '--namespace', 'org-2');
    const stranger = values.as(holder);
    await expectRefused(stranger.list(), holder, 'list', undefined, 'invalid org');
    await expectRefused(stranger.get('a'), holder, 'get', 'a', 'invalid org');
    await expectRefused(stranger.delete('a'), holder, 'delete', 'a', 'invalid org');
    for (const namespace of ['org-1', 'foo', 'stacks-1', 'Default', 'default%20']) {
      const { status } = await values.in(namespace).list();
      expect([namespace, status]).toEqual([namespace, 403]);
    }
    expect(await values.names()).toEqual(['a']);
  });
});

describe('roles', () => {
  it('#116 below administrator may do nothing', async () => {
    const { text } = await values.create(secureValue('a'));
    for (const role of ['Editor', 'Viewer', 'None']) {
      const holder = await service.holder('--role', role);
      const client = values.as(holder);
      await expectRefused(client.list(), holder, 'list');
      await expectRefused(client.get('a'), holder, 'get', 'a');
      await expectRefused(client.create(secureValue('b')), holder, 'create');
      await expectRefused(client.put('a', secureValue('a')), holder, 'update', 'a');
      await expectRefused(client.patch('a', 'application/merge-patch+json', {}), holder, 'patch', 'a');
      await expectRefused(client.delete('a'), holder, 'delete', 'a');
    }
    expect((await values.get('a')).text).toBe(text);
  });

  it('#117 of administrators may do everything', async () => {
    for (const holder of [AS_ADMIN, await service.holder('--role', 'Admin')]) {
      const client = values.as(holder);
      objectOf(await client.create(secureValue('b')), 201);
      objectOf(await client.get('b'));
      expect(await client.names()).toEqual(['b']);
      objectOf(await client.put('b', secureValue('b')));
      objectOf(await client.patch('b', 'application/merge-patch+json', {}));
      expect((await client.delete('b')).status).toBe(200);
    }
  });
});

describe('permissions', () => {
  it('#118 to create are none to read', async () => {
    const holder = await service.holder('--role', 'None', '--permission', 'secret.securevalues:create');
    const client = values.as(holder);
    objectOf(await client.create(secureValue('a')), 201);
    await expectRefused(client.get('a'), holder, 'get', 'a');
    await expectRefused(client.list(), holder, 'list');
    await expectRefused(client.put('a', secureValue('a')), holder, 'update', 'a');
    await expectRefused(client.delete('a'), holder, 'delete', 'a');
  });

  it('#119 to write are none to read', async () => {
    const holder = await service.holder('--role', 'None', '--permission', 'secret.securevalues:write');
    const client = values.as(holder);
    objectOf(await values.create(secureValue('a')), 201);
    objectOf(await client.put('a', secureValue('a')));
    await expectRefused(client.get('a'), holder, 'get', 'a');
    await expectRefused(client.create(secureValue('b')), holder, 'create');
    await expectRefused(client.delete('a'), holder, 'delete', 'a');
  });

  it('#120 come before what is wrong with the body', async () => {
    const holder = await service.holder('--role', 'Viewer');
    const client = values.as(holder);
    for (const body of [secureValue('My_Secret'), '{', [], { kind: 'Nonsense' }]) {
      await expectRefused(client.create(body), holder, 'create');
    }
    await expectRefused(client.create('text', '?dryRun=maybe', { 'content-type': 'text/plain' }), holder, 'create');
    await expectRefused(client.put('a', '{'), holder, 'update', 'a');
  });

  it('#121 come before what is there', async () => {
    const holder = await service.holder('--role', 'Viewer');
    await expectRefused(values.as(holder).get('missing'), holder, 'get', 'missing');
    await expectRefused(values.as(holder).delete('missing'), holder, 'delete', 'missing');
    await expectRefused(values.as(holder).put('missing', {}), holder, 'update', 'missing');
  });
});

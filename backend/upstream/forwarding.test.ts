import { rm } from 'node:fs/promises';
import { ADMIN_TOKEN, AS_ADMIN, SECURE_VALUES_PATH as PATH } from '../http/testing/served-app.ts';
import { SecretValue } from '../vault/secret-value.ts';
import { draftOf, type VaultPlace } from '../vault/testing/vault-place.ts';
import { forwardingPair, FRONT_TOKEN, serveForwarding, type ForwardingPair } from './testing/forwarding-pair.ts';

const CANARY = 'QqForwardedCanaryQq-0123456789';
const secret = (name: string, spec: object = {}) => ({
  metadata: { name },
  spec: { description: 'd', value: CANARY, ...spec },
});

/** Stores a secret and loses the key ring. */
async function losesItsKeys(place: VaultPlace): Promise<void> {
  const vault = await place.open();
  await vault.create(draftOf('here'), SecretValue.fromUtf8('v'), 'user:admin');
  await vault.close();
  await rm(place.keyFile);
}

let pair: ForwardingPair;
beforeEach(async () => {
  pair = await forwardingPair();
});
afterEach(() => pair.close());

async function tokenWith(draft: {
  role?: 'Admin' | 'Viewer' | 'None';
  permissions?: ReadonlyArray<{ action: 'secret.securevalues:read' | 'secret.securevalues:write'; name?: string }>;
  namespace?: string;
}): Promise<Record<string, string>> {
  const { role = 'None', permissions = [], namespace = 'default' } = draft;
  const { text } = await pair.front.tokens.create(
    {
      kind: 'management',
      role,
      permissions: permissions.map(({ action, name }) => ({ action, scope: name === undefined ? 'all' : { name } })),
      namespace,
      lifetimeSeconds: 3600,
    },
    'test'
  );
  return { authorization: `Bearer ${text.use(String)}` };
}

describe('a service that forwards', () => {
  it('manages the secrets of the Grafana behind it, and stores none', async () => {
    const created = await pair.send('POST', PATH, secret('a'));
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({ kind: 'SecureValue', metadata: { name: 'a', namespace: 'default' } });

    const read = await pair.send('GET', `${PATH}/a`);
    expect(read.status).toBe(200);
    expect(read.text).toBe((await pair.behind.send('GET', `${PATH}/a`)).text);

    const updated = await pair.send('PUT', `${PATH}/a`, secret('a', { description: 'new' }));
    expect(updated.json).toMatchObject({ spec: { description: 'new' }, status: { version: 2 } });

    await pair.send('POST', PATH, { ...secret('b'), metadata: { name: 'b', labels: { team: 'x' } } });
    expect((await pair.send('GET', `${PATH}?labelSelector=team%3Dx`)).json).toMatchObject({
      items: [{ metadata: { name: 'b' } }],
    });

    expect((await pair.send('DELETE', `${PATH}/a`)).status).toBe(200);
    expect((await pair.behind.vault.list('default')).map(({ name }) => name)).toEqual(['b']);
    expect(await pair.front.vault.list('default')).toEqual([]);
  });

  it('does it for who has signed in with a browser, and for them alone', async () => {
    const login = await pair.send('POST', '/login', { user: 'admin', password: FRONT_TOKEN }, {});
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    const own = { cookie, 'sec-fetch-site': 'same-origin' };
    expect((await pair.send('POST', PATH, secret('a'), own)).status).toBe(201);
    expect((await pair.send('DELETE', `${PATH}/a`, undefined, { cookie, origin: 'https://evil.example' })).status).toBe(
      403
    );
    await pair.send('POST', '/api/user/using-role', { role: 'Viewer' }, own);
    expect((await pair.send('DELETE', `${PATH}/a`, undefined, own)).status).toBe(403);
    expect((await pair.behind.vault.list('default')).map(({ name }) => name)).toEqual(['a']);
  });

  it('tells what the group has, as the Grafana does', async () => {
    const group = ['/apis', '/apis/secret.grafana.app', '/apis/secret.grafana.app/v1beta1'];
    for (const path of ['/version', ...group, '/openapi/v3', ...group.map((each) => `/openapi/v3${each}`)]) {
      const answer = await pair.send('GET', path);
      expect(answer.status).toBe(200);
      expect(answer.text).toBe((await pair.behind.send('GET', path)).text);
    }
  });

  it.each<[string, string, string, unknown, number]>([
    ['a name that is taken', 'POST', PATH, secret('taken'), 409],
    ['broken rules', 'POST', PATH, secret('BAD'), 422],
    ['an object that is not there', 'GET', `${PATH}/nope`, undefined, 404],
    ['a body that cannot be read', 'POST', PATH, '{', 400],
    ['options', 'POST', `${PATH}?dryRun=Some`, secret('x'), 422],
    ['a selector', 'GET', `${PATH}?fieldSelector=foo%3Dbar`, undefined, 400],
  ])('passes on the refusal of %s as it is', async (_what, method, path, body, status) => {
    await pair.behind.send('POST', PATH, secret('taken'));
    const answer = await pair.send(method, path, body);
    const direct = await pair.behind.send(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.text).toBe(direct.text);
    expect(answer.headers.get('content-type')).toBe(direct.headers.get('content-type'));
  });

  it('passes on warnings', async () => {
    const answer = await pair.send('POST', PATH, { ...secret('a'), unknownField: 1 });
    expect(answer.headers.get('warning')).toMatch(/^299 - "unknown field/);
  });

  it('checks a dry run behind, where it stores nothing', async () => {
    expect((await pair.send('POST', `${PATH}?dryRun=All`, secret('a'))).status).toBe(201);
    expect(await pair.behind.vault.list('default')).toEqual([]);
  });

  it('sends a body in chunks, and as long as its limit', async () => {
    const pieces = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const text = JSON.stringify(secret('chunked'));
        controller.enqueue(Buffer.from(text.slice(0, 20)));
        controller.enqueue(Buffer.from(text.slice(20)));
        controller.close();
      },
    });
    const init = { headers: { authorization: `Bearer ${FRONT_TOKEN}`, 'content-type': 'application/json' } };
    const answer = await fetch(pair.front.url + PATH, { ...init, method: 'POST', body: pieces, duplex: 'half' });
    expect(answer.status).toBe(201);
  });

  it('works when its own store is sealed, because it needs no key', async () => {
    const sealed = await serveForwarding(pair.behind.url, { prepare: losesItsKeys });
    try {
      expect(sealed.vault.sealed).toBe(true);
      expect((await sealed.send('GET', '/readyz')).status).toBe(200);
      const headers = { authorization: `Bearer ${FRONT_TOKEN}` };
      expect((await sealed.send('POST', PATH, secret('a'), headers)).status).toBe(201);
    } finally {
      await sealed.close();
    }
  });

  it('logs neither tokens nor values', async () => {
    await pair.send('POST', PATH, secret('a'));
    await pair.send('POST', PATH, secret('a'));
    for (const text of [CANARY, ADMIN_TOKEN, FRONT_TOKEN]) {
      expect(pair.front.log()).not.toContain(text);
    }
  });
});

describe('who asks', () => {
  const everything: ReadonlyArray<readonly [string, string]> = [
    ['GET', PATH],
    ['POST', PATH],
    ['GET', `${PATH}/a`],
    ['PUT', `${PATH}/a`],
    ['PATCH', `${PATH}/a`],
    ['DELETE', `${PATH}/a`],
    ['GET', PATH.replace('securevalues', 'keepers')],
    ['POST', PATH.replace('securevalues', 'keepers/k/activate')],
  ];

  it.each(['Viewer', 'None'] as const)('gains nothing by the token of the service: %s', async (role) => {
    await pair.behind.send('POST', PATH, secret('a'));
    const headers = await tokenWith({ role });
    for (const [method, path] of everything) {
      const answer = await pair.send(method, path, method === 'GET' ? undefined : secret('a'), headers);
      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject({ kind: 'Status', reason: 'Forbidden' });
    }
    expect(await pair.behind.vault.get('default', 'a')).toMatchObject({ version: 1 });
  });

  it('is refused without credentials, or with those of the Grafana', async () => {
    const cases: ReadonlyArray<Record<string, string>> = [{}, AS_ADMIN];
    for (const headers of cases) {
      for (const [method, path] of [...everything, ['GET', '/apis'], ['GET', '/openapi/v3']] as const) {
        expect((await pair.send(method, path, undefined, headers)).status).toBe(401);
      }
    }
  });

  it('reaches the one name that a permission is for, and no list', async () => {
    await pair.behind.send('POST', PATH, secret('a'));
    await pair.behind.send('POST', PATH, secret('b'));
    const headers = await tokenWith({ permissions: [{ action: 'secret.securevalues:read', name: 'a' }] });
    expect((await pair.send('GET', `${PATH}/a`, undefined, headers)).status).toBe(200);
    for (const path of [`${PATH}/b`, PATH, `${PATH}?watch=true`]) {
      expect((await pair.send('GET', path, undefined, headers)).status).toBe(403);
    }
  });

  it('needs the permission to create for a patch that can create', async () => {
    const headers = await tokenWith({ permissions: [{ action: 'secret.securevalues:write' }] });
    const patch = async (type: string) =>
      (await pair.send('PATCH', `${PATH}/new?fieldManager=x`, '{}', { ...headers, 'content-type': type })).status;
    for (const type of ['application/apply-patch+yaml', ' Application/Apply-Patch+CBOR']) {
      expect(await patch(type)).toBe(403);
    }
    expect(await patch('application/merge-patch+json')).not.toBe(403);
  });

  it('stays in the namespace of their organisation', async () => {
    const headers = await tokenWith({ role: 'Admin', namespace: 'org-2' });
    expect((await pair.send('GET', PATH, undefined, headers)).status).toBe(403);
    // The token of the service is for organisation 1 behind: that refusal is the Grafana's.
    const answer = await pair.send('GET', PATH.replace('default', 'org-2'), undefined, headers);
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ message: expect.stringContaining('"administrator"') });
  });
});

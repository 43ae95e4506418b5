import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawRequest } from '../../http/testing/raw-request.ts';
import { ADMIN_TOKEN, serve, type ServedApp } from '../../http/testing/served-app.ts';
import { registerPluginProxy } from './register.ts';
import type { TemplateData } from './template.ts';

const PREFIX = '/api/plugin-proxy/test-proxied-app';
const SHARED = 'shared-by-grafana-and-the-backend-0123456789';

const MANIFEST = {
  id: 'test-proxied-app',
  name: 'Test',
  info: { version: '1.0.0', logos: { small: 'a.svg', large: 'a.svg' } },
  routes: [
    { path: 'files/first', method: 'GET', url: '{{ .JsonData.backendUrl }}/first' },
    {
      path: 'files/*',
      method: 'GET',
      url: '{{ .JsonData.backendUrl }}/all/',
      headers: [
        { name: 'X-Shared', content: 'Bearer {{ .SecureJsonData.token }}' },
        { name: 'Authorization', content: '' },
      ],
    },
    { path: 'files/*', method: 'POST', url: '{{ .JsonData.backendUrl }}/all', reqAction: 'secret.keepers:write' },
    { path: 'files/*', method: 'POST', url: '{{ .JsonData.backendUrl }}/never' },
    { path: 'editors', method: '*', url: '{{ .JsonData.backendUrl }}/editors', reqRole: 'Editor' },
    { path: 'elsewhere', url: '{{ .JsonData.elsewhere }}/x' },
  ],
};

/** What reached the service behind the proxy. */
interface Received {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let backend: Server;
let received: Received[];
let answer: (response: ServerResponse, request: IncomingMessage) => void;
let directory: string;
let grafana: ServedApp;
let settings: TemplateData | undefined;

beforeEach(async () => {
  received = [];
  answer = (response) => response.end('{}');
  backend = createServer(async (request, response) => {
    let body = '';
    request.setEncoding('latin1').on('data', (text: string) => (body += text));
    await once(request, 'end');
    received.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    answer(response, request);
  }).listen(0, '127.0.0.1');
  await once(backend, 'listening');
  const address = backend.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  settings = { jsonData: { backendUrl: `http://127.0.0.1:${port}` }, secureJsonData: { token: SHARED } };

  directory = await mkdtemp(join(tmpdir(), 'strongroom-proxy-'));
  await writeFile(join(directory, 'plugin.json'), JSON.stringify(MANIFEST));
  grafana = await serve({
    standalone: {
      register: async (app) => app.register(registerPluginProxy, { pluginDist: directory, settingsOf: () => settings }),
      signInPage: async () => ({ html: '', headers: {} }),
    },
  });
});

afterEach(async () => {
  await grafana.close();
  backend.closeAllConnections();
  backend.close();
  await rm(directory, { recursive: true });
});

async function cookieOf(role: string): Promise<string> {
  const signedIn = await grafana.send('POST', '/login', { user: role, password: ADMIN_TOKEN }, {});
  return signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const asAdmin = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  grafana.send(method, PREFIX + path, body, { cookie: await cookieOf('Admin'), ...headers });

describe('what is forwarded', () => {
  it('goes to the address of the first route that fits, with what its star took and the query as it came', async () => {
    await asAdmin('GET', '/files/first?limit=5&x=%2F');
    await asAdmin('GET', '/files/a%20b/c?labelSelector=a%3Db');
    await asAdmin('GET', '/files/first/');
    expect(received.map(({ line }) => line)).toEqual([
      'GET /first?limit=5&x=%2F',
      'GET /all/a%20b/c?labelSelector=a%3Db',
      'GET /first',
    ]);
  });

  it('keeps encoded dots, which no URL may resolve, and turns encoded slashes into slashes', async () => {
    const cookie = await cookieOf('Admin');
    for (const path of ['/files/%2e%2e/%2E%2e/x', '/files/a%2Fb', '/files/a%3Fb', '/files/a%25b']) {
      await rawRequest(grafana.port, [`GET ${PREFIX}${path} HTTP/1.1`, 'Host: 127.0.0.1', `Cookie: ${cookie}`]);
    }
    expect(received.map(({ line }) => line)).toEqual([
      'GET /all/../../x',
      'GET /all/a/b',
      'GET /all/a%3Fb',
      'GET /all/a%25b',
    ]);
  });

  it('carries the body byte by byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_byte, index) => index));
    await asAdmin('POST', '/files/a', bytes, { 'content-type': 'application/octet-stream' });
    expect(received[0]?.line).toBe('POST /all/a');
    expect(received[0]?.body).toBe(bytes.toString('latin1'));
    expect(received[0]?.headers['content-length']).toBe('256');
  });

  it('carries no cookies, the context of the user, and the headers of the route over those of the browser', async () => {
    await asAdmin('GET', '/files/a', undefined, {
      'x-grafana-context': '{"OrgID":2}',
      'x-shared': 'forged',
      authorization: `Bearer ${ADMIN_TOKEN}`,
      'x-forwarded-host': 'evil.example',
      'x-of-the-browser': 'kept',
    });
    const { headers } = received[0] ?? {};
    expect(headers).toMatchObject({ 'x-shared': `Bearer ${SHARED}`, authorization: '', 'x-of-the-browser': 'kept' });
    expect(JSON.parse(String(headers?.['x-grafana-context']))).toMatchObject({ OrgID: 1, Login: 'administrator' });
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('x-forwarded-host');
  });

  it('is taken back with its status and headers, but no cookies, and never as a page', async () => {
    answer = (response) =>
      response
        .writeHead(418, { 'set-cookie': 'a=b', 'content-type': 'text/plain', warning: '299 - "w"' })
        .end('short and stout');
    const taken = await asAdmin('GET', '/files/a');
    expect(taken.status).toBe(418);
    expect(taken.text).toBe('short and stout');
    expect(taken.headers.get('warning')).toBe('299 - "w"');
    expect(taken.headers.get('set-cookie')).toBeNull();
    expect(taken.headers.get('content-security-policy')).toBe('sandbox');
  });
});

describe('what is not forwarded', () => {
  afterEach(() => expect(received).toEqual([]));

  it.each([
    ['GET', '/nothing'],
    ['GET', '/files'],
    ['DELETE', '/files/a'],
    ['GET', '/FILES/a'],
  ])('is what no route is for: %s %s', async (method, path) => {
    const refused = await asAdmin(method, path);
    expect(refused.status).toBe(404);
    expect(refused.json).toEqual({ message: 'plugin route match not found' });
  });

  it('is a route of another plugin', async () => {
    const cookie = await cookieOf('Admin');
    const refused = await grafana.send('GET', '/api/plugin-proxy/other-app/files/a', undefined, { cookie });
    expect(refused.status).toBe(404);
  });

  it('is what the user may not do, though a later route would let them', async () => {
    const refused = await grafana.send('POST', `${PREFIX}/files/a`, {}, { cookie: await cookieOf('Editor') });
    expect(refused.status).toBe(403);
    expect(refused.json).toEqual({ message: 'plugin proxy route access denied' });
  });

  it.each(['Viewer', 'None'])('is what a %s has too weak a role for', async (role) => {
    const refused = await grafana.send('GET', `${PREFIX}/editors`, undefined, { cookie: await cookieOf(role) });
    expect(refused.status).toBe(403);
  });

  it('is what nobody signed in asks for', async () => {
    expect((await grafana.send('GET', `${PREFIX}/files/a`, undefined, {})).status).toBe(401);
  });

  it('is what the page of another origin makes a browser send', async () => {
    const refused = await asAdmin('POST', '/files/a', {}, { origin: 'https://evil.example' });
    expect(refused.status).toBe(403);
  });

  it('is everything where the plugin was never set up', async () => {
    settings = undefined;
    const refused = await asAdmin('GET', '/files/a');
    expect(refused.status).toBe(500);
    expect(refused.json).toEqual({ message: 'Failed to fetch plugin settings' });
  });

  it.each([[{}], [{ elsewhere: 'file:///etc' }], [{ elsewhere: 'http://127.0.0.1:1' }]])(
    'is what there is no address for: %j',
    async (jsonData) => {
      settings = { jsonData, secureJsonData: {} };
      const refused = await asAdmin('GET', '/elsewhere');
      expect(refused.status).toBe(502);
      expect(refused.text).toBe('');
    }
  );
});

describe('a role', () => {
  it.each(['Admin', 'Editor'])('that is strong enough lets a %s through', async (role) => {
    const cookie = await cookieOf(role);
    expect((await grafana.send('PATCH', `${PREFIX}/editors`, undefined, { cookie })).status).toBe(200);
  });
});

describe('a backend that fails', () => {
  it('by cutting the connection is a 502', async () => {
    answer = (response) => response.destroy();
    expect((await asAdmin('GET', '/files/a')).status).toBe(502);
  });

  it('in the middle of its answer does not look as if it had finished', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    };
    await expect(asAdmin('GET', '/files/a')).rejects.toThrow();
  });
});

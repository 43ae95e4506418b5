import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawRequest } from '../../http/testing/raw-request.ts';
import { ADMIN_TOKEN, SECURE_VALUES_PATH, serve, type ServedApp } from '../../http/testing/served-app.ts';
import { ROOT } from '../paths.ts';
import { PluginSettings } from '../plugin-settings.ts';
import { addBackendBehindPage } from './backend-behind-page.ts';

const PROXIED = `/api/plugin-proxy/strongroom-secrets-app/backend${SECURE_VALUES_PATH}`;
const secret = { metadata: { name: 'a' }, spec: { description: 'd', value: 'v' } };
const NO_CHANGE = { enabled: undefined, pinned: undefined, jsonData: undefined, secureJsonData: {} };

let pluginDist: string;
let settings: PluginSettings;
let page: ServedApp;

beforeEach(async () => {
  pluginDist = await mkdtemp(join(tmpdir(), 'strongroom-costume-'));
  await copyFile(join(ROOT, 'src', 'plugin.json'), join(pluginDist, 'plugin.json'));
  settings = new PluginSettings();
  page = await serve({
    env: { SECRETS_STANDALONE: 'oss' },
    standalone: {
      register: (app, options) => addBackendBehindPage(app, options, { pluginDist, settings }),
      signInPage: async () => ({ html: '', headers: {} }),
    },
  });
});

afterEach(async () => {
  await page.close();
  await rm(pluginDist, { recursive: true });
});

async function as(role: string): Promise<{ cookie: string }> {
  const signedIn = await page.send('POST', '/login', { user: role, password: ADMIN_TOKEN }, {});
  return { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

const backendUrl = () => String(settings.valuesOf(1)?.jsonData.backendUrl);

describe('the page of an open-source Grafana', () => {
  it('keeps secrets in its own store, through the proxy', async () => {
    const admin = await as('Admin');
    expect((await page.send('POST', PROXIED, secret, admin)).status).toBe(201);
    expect(await page.vault.list('default')).toHaveLength(1);
    expect((await page.send('GET', PROXIED, undefined, admin)).json).toMatchObject({
      items: [{ metadata: { name: 'a' } }],
    });
  });

  it('has no API group of its own', async () => {
    for (const headers of [await as('Admin'), { authorization: `Bearer ${ADMIN_TOKEN}` }]) {
      const answer = await page.send('GET', SECURE_VALUES_PATH, undefined, headers);
      expect([answer.status, answer.text.trim()]).toEqual([404, '404 page not found']);
    }
  });

  it('lets Grafana refuse who may not', async () => {
    const answer = await page.send('GET', PROXIED, undefined, await as('Editor'));
    expect([answer.status, answer.json]).toEqual([403, { message: 'plugin proxy route access denied' }]);
  });

  it('does not read the body of who may not', async () => {
    const { cookie } = await as('Viewer');
    const answer = await rawRequest(page.port, [
      `POST ${PROXIED} HTTP/1.1`,
      'Host: 127.0.0.1',
      `Cookie: ${cookie}`,
      'Content-Length: 1000',
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('goes where its settings lead, and nowhere else', async () => {
    const admin = await as('Admin');
    settings.change(1, { ...NO_CHANGE, secureJsonData: { backendToken: 'not-the-token-of-the-backend-01234567' } });
    expect((await page.send('POST', PROXIED, secret, admin)).status).toBe(503);
    settings.change(1, { ...NO_CHANGE, jsonData: {} });
    expect((await page.send('POST', PROXIED, secret, admin)).status).toBe(502);
    expect(await page.vault.list('default')).toEqual([]);
  });
});

describe('the backend behind it', () => {
  it('listens on loopback, and knows the credentials that the service has', async () => {
    expect(new URL(backendUrl()).hostname).toBe('127.0.0.1');
    const ask = (headers: Record<string, string>) => fetch(backendUrl() + SECURE_VALUES_PATH, { headers });
    expect((await ask({})).status).toBe(401);
    expect((await ask(await as('Admin'))).status).toBe(401);
    expect((await ask({ authorization: `Bearer ${ADMIN_TOKEN}` })).status).toBe(200);
  });

  it('stops with the page', async () => {
    const url = backendUrl();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await page.close();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    page = await serve();
  });

  it('has a token that nobody is told', () => {
    const token = settings.valuesOf(1)?.secureJsonData.backendToken;
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(page.log()).toContain('the backend behind the page listens');
    expect(page.log()).not.toContain(token);
  });
});

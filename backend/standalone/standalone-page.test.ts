import { RunningStandalone } from './testing/running-standalone.ts';
import { PLUGIN_FILES, PLUGIN_ID } from './testing/built-files.ts';

const SETTINGS = `/api/plugins/${PLUGIN_ID}/settings`;

describe('the stand-alone page', () => {
  let server: RunningStandalone;

  beforeAll(async () => {
    server = await RunningStandalone.start('oss');
  });
  afterAll(() => server.stop());

  async function bootDataOf(cookie: string, path = '/'): Promise<unknown> {
    const html = await (await server.fetch(path, { headers: { cookie } })).text();
    return JSON.parse(/window\.grafanaBootData = (.*);\n/.exec(html)?.[1] ?? 'null');
  }

  it.each([
    ['/', '/login'],
    [`/a/${PLUGIN_ID}/secrets?q=a&b`, `/login?redirectTo=${encodeURIComponent(`/a/${PLUGIN_ID}/secrets?q=a&b`)}`],
    [`/plugins/${PLUGIN_ID}`, `/login?redirectTo=${encodeURIComponent(`/plugins/${PLUGIN_ID}`)}`],
  ])('sends who has not signed in from %s to %s', async (path, location) => {
    const response = await server.fetch(path);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(location);
    expect(await response.text()).toBe('');
  });

  it.each(['/', `/a/${PLUGIN_ID}/secrets`, `/a/${PLUGIN_ID}/deep/er`, `/plugins/${PLUGIN_ID}?page=x`])(
    'is the answer for %s',
    async (path) => {
      const cookie = await server.signIn();
      const response = await server.fetch(path, { headers: { cookie } });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self'; script-src 'self' 'nonce-/);
      expect(await bootDataOf(cookie, path)).toMatchObject({ settings: { namespace: 'default' } });
    }
  );

  it('tells the plugin who has signed in, and which Grafana this plays', async () => {
    expect(await bootDataOf(await server.signIn())).toMatchObject({
      user: { login: 'admin', orgRole: 'Admin', permissions: { 'secret.securevalues:read': true } },
      settings: { appUrl: `${server.url}/`, buildInfo: { edition: 'Open Source' } },
    });
  });

  it('follows the role switch', async () => {
    const cookie = await server.signIn();
    const switched = await server.fetch('/api/user/using-role', {
      method: 'POST',
      headers: { cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify({ role: 'Viewer' }),
    });
    expect(switched.status).toBe(200);
    expect(await bootDataOf(cookie)).toMatchObject({ user: { orgRole: 'Viewer', permissions: {} } });
  });

  it('speaks the language that the browser asks for', async () => {
    const headers = { cookie: await server.signIn(), 'Accept-Language': 'de-CH,de;q=0.9,en;q=0.8' };
    expect(await (await server.fetch('/', { headers })).text()).toContain('<html lang="de-DE">');
  });

  it('shows a plugin that was built meanwhile', async () => {
    const cookie = await server.signIn();
    await server.plugin.write('plugin.json', PLUGIN_FILES['plugin.json'].replace('1.2.3', '4.5.6'));
    expect(await bootDataOf(cookie)).toMatchObject({ settings: { apps: { [PLUGIN_ID]: { version: '4.5.6' } } } });
    await server.plugin.write('plugin.json', PLUGIN_FILES['plugin.json']);
  });

  describe('the sign-in form', () => {
    it('runs under the same policy and loads its own script alone', async () => {
      const response = await server.fetch('/login');
      const html = await response.text();
      expect(response.headers.get('content-security-policy')).toContain("form-action 'none'");
      expect(html).toContain('<script type="module" src="/public/build/sign-in-ABCDEFGH.js">');
      expect(html).not.toContain('grafanaBootData');
    });

    it('tells why a link did not work, and repeats nothing of it', async () => {
      const response = await server.fetch('/login?token=%3Cimg%20src%3Dx%3E');
      const html = await response.text();
      expect(html).toContain('role="status"');
      expect(html).not.toContain('src=x');
    });
  });

  describe('plugin settings', () => {
    const post = (cookie: string, body: string) =>
      server.fetch(SETTINGS, { method: 'POST', headers: { cookie, 'Content-Type': 'application/json' }, body });

    it('are for who has signed in', async () => {
      expect((await server.fetch(SETTINGS)).status).toBe(401);
      expect((await server.fetch(SETTINGS, { method: 'POST', body: '{}' })).status).toBe(401);
    });

    it('say what the plugin is and where', async () => {
      const response = await server.fetch(SETTINGS, { headers: { cookie: await server.signIn('None') } });
      expect(await response.json()).toMatchObject({
        id: PLUGIN_ID,
        type: 'app',
        enabled: true,
        module: `public/plugins/${PLUGIN_ID}/module.js`,
        baseUrl: `public/plugins/${PLUGIN_ID}`,
        defaultNavUrl: `/a/${PLUGIN_ID}/secrets`,
        translations: {
          'en-US': `public/plugins/${PLUGIN_ID}/locales/en-US/${PLUGIN_ID}.json`,
          'de-DE': `public/plugins/${PLUGIN_ID}/locales/de-DE/${PLUGIN_ID}.json`,
        },
        info: { version: '1.2.3', logos: { small: `public/plugins/${PLUGIN_ID}/img/logo.svg` } },
      });
    });

    it('are of one plugin alone', async () => {
      const response = await server.fetch('/api/plugins/other-app/settings', {
        headers: { cookie: await server.signIn() },
      });
      expect(response.status).toBe(404);
    });

    it('give back what was set, and of secrets only that they were', async () => {
      const cookie = await server.signIn();
      const change = { enabled: true, jsonData: { url: 'http://b' }, secureJsonData: { token: 'canary-7f3a' } };
      expect((await post(cookie, JSON.stringify(change))).status).toBe(200);
      const text = await (await server.fetch(SETTINGS, { headers: { cookie } })).text();
      expect(JSON.parse(text)).toMatchObject({ jsonData: { url: 'http://b' }, secureJsonFields: { token: true } });
      expect(text).not.toContain('canary-7f3a');
      expect(text).not.toContain('secureJsonData');
    });

    it.each([
      ['no JSON', '{"enabled": canary-7f3a}', 'JSON object'],
      ['a list', '["canary-7f3a"]', 'JSON object'],
      ['enabled', '{"enabled": "canary-7f3a"}', '"enabled"'],
      ['pinned', '{"pinned": "canary-7f3a"}', '"pinned"'],
      ['jsonData', '{"jsonData": "canary-7f3a"}', '"jsonData"'],
      ['secureJsonData', '{"jsonData": {"set": true}, "secureJsonData": {"a": ["canary-7f3a"]}}', '"secureJsonData"'],
    ])('refuse a wrong %s by name, repeat nothing and change nothing', async (_what, body, name) => {
      const cookie = await server.signIn();
      const before = await (await server.fetch(SETTINGS, { headers: { cookie } })).json();
      const response = await post(cookie, body);
      const text = await response.text();
      expect(response.status).toBe(400);
      expect(text).toContain(JSON.stringify(name).slice(1, -1));
      expect(text).not.toContain('canary-7f3a');
      expect(await (await server.fetch(SETTINGS, { headers: { cookie } })).json()).toEqual(before);
    });

    it('are changed by administrators alone', async () => {
      const cookie = await server.signIn('Editor');
      expect((await post(cookie, '{"enabled": "no matter what"}')).status).toBe(403);
    });

    it('refuse a body that is too long', async () => {
      const body = JSON.stringify({ jsonData: { text: 'x'.repeat(70_000) } });
      expect((await post(await server.signIn(), body)).status).toBe(413);
    });
  });
});

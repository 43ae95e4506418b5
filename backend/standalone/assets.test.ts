import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { HOST_FILES, PLUGIN_FILES, PLUGIN_ID } from './testing/built-files.ts';
import { RunningStandalone } from './testing/running-standalone.ts';

const PLUGIN = `/public/plugins/${PLUGIN_ID}`;
const KEPT = 'public, max-age=31536000, immutable';
const ASKED_ABOUT = 'no-cache';

describe('the files of the page', () => {
  let server: RunningStandalone;

  beforeAll(async () => {
    server = await RunningStandalone.start();
  });
  afterAll(() => server.stop());

  /** The path as written: `fetch` would tidy it up first. */
  function rawGet(path: string, headers = {}): Promise<{ status: number | undefined; body: string }> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      request({ hostname, port, path, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      })
        .on('error', reject)
        .end();
    });
  }

  it.each([
    ['the module', `${PLUGIN}/module.js`, 'application/javascript; charset=utf-8', PLUGIN_FILES['module.js']],
    ['the manifest', `${PLUGIN}/plugin.json`, 'application/json; charset=utf-8', PLUGIN_FILES['plugin.json']],
    ['the read-me', `${PLUGIN}/README.md`, 'text/markdown; charset=utf-8', PLUGIN_FILES['README.md']],
    ['the logo', `${PLUGIN}/img/logo.svg`, 'image/svg+xml', PLUGIN_FILES['img/logo.svg']],
    [
      'the host',
      '/public/build/main-ABCDEFGH.js',
      'application/javascript; charset=utf-8',
      HOST_FILES['main-ABCDEFGH.js'],
    ],
  ])('%s comes byte for byte, typed, without sign-in', async (_what, path, type, content) => {
    const response = await server.fetch(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(content));
  });

  it.each([
    ['/public/build/main-ABCDEFGH.js', KEPT],
    ['/public/build/manifest.json', ASKED_ABOUT],
    [`${PLUGIN}/7.js?_cache=0123456789abcdef`, KEPT],
    [`${PLUGIN}/7.js`, ASKED_ABOUT],
    [`${PLUGIN}/module.js`, ASKED_ABOUT],
    ['/public/build/img/icons/unicons/cog.svg', ASKED_ABOUT],
    ['/public/fonts/inter/Inter-Regular.woff2', ASKED_ABOUT],
  ])('%s may be cached: %s', async (path, cacheControl) => {
    const response = await server.fetch(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe(cacheControl);
  });

  it('answers 304 for a file that the browser has', async () => {
    const first = await server.fetch(`${PLUGIN}/module.js`);
    const etag = first.headers.get('etag') ?? '';
    expect(await rawGet(`${PLUGIN}/module.js`, { 'If-None-Match': etag })).toEqual({ status: 304, body: '' });
  });

  it('sends the compressed copy of a host file to who takes it, and the plugin always as it is', async () => {
    const compressed = gzipSync(HOST_FILES['main-ABCDEFGH.js']);
    await server.host.write('main-ABCDEFGH.js.gz', compressed);
    const headers = { 'Accept-Encoding': 'gzip' };
    const host = await server.fetch('/public/build/main-ABCDEFGH.js', { headers });
    expect(host.headers.get('content-encoding')).toBe('gzip');
    expect(host.headers.get('cache-control')).toBe(KEPT);
    expect(await host.text()).toBe(gunzipSync(compressed).toString());
    const plugin = await server.fetch(`${PLUGIN}/module.js`, { headers });
    expect(plugin.headers.get('content-encoding')).toBeNull();
  });

  it.each([
    `${PLUGIN}/../../../package.json`,
    `${PLUGIN}/..%2f..%2f..%2fpackage.json`,
    `${PLUGIN}/%2e%2e/%2e%2e/%2e%2e/package.json`,
    `${PLUGIN}/..%5c..%5cpackage.json`,
    `${PLUGIN}/%00`,
    `${PLUGIN}//etc/passwd`,
    '/public/build/../../../../../../../../etc/passwd',
    '/public/build/..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/public/fonts/inter/..%2f..%2f..%2f..%2fpackage.json',
  ])('%s leads nowhere', async (path) => {
    const { status, body } = await rawGet(path);
    expect([400, 403, 404]).toContain(status);
    expect(body).not.toMatch(/root:|"dependencies"/);
  });

  it('finds nothing outside the icons, whatever the name', async () => {
    const { body } = await rawGet('/public/build/img/icons/..%2f..%2f..%2f..%2fpackage.json');
    expect(body).not.toContain('"dependencies"');
  });

  it('does not show hidden files or list directories', async () => {
    await server.plugin.write('.env', 'hidden');
    for (const path of [`${PLUGIN}/.env`, `${PLUGIN}/`, `${PLUGIN}/img`, '/public/build/']) {
      const response = await server.fetch(path);
      expect([400, 404]).toContain(response.status);
      expect(await response.text()).not.toMatch(/hidden|logo/);
    }
  });

  it("serves Grafana's icons, the ones that npm lacks, and a placeholder for the rest", async () => {
    const icon = (name: string) => server.fetch(`/public/build/img/icons/unicons/${name}.svg`);
    const [published, own, missing] = await Promise.all([icon('cog'), icon('spinner'), icon('no-such-icon')]);
    for (const response of [published, own, missing]) {
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('image/svg+xml');
    }
    const placeholder = await readFile(`${import.meta.dirname}/icons/placeholder.svg`, 'utf8');
    expect(await missing.text()).toBe(placeholder);
    expect(await own.text()).not.toBe(placeholder);
    expect(await published.text()).not.toBe(placeholder);
  });

  it.each([
    'inter/Inter-Regular.woff2',
    'inter/Inter-Medium.woff2',
    'inter/Inter-Italic.woff2',
    'inter/Inter-MediumItalic.woff2',
    'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2',
  ])('serves the font %s', async (path) => {
    const response = await server.fetch(`/public/fonts/${path}`);
    expect(response.headers.get('content-type')).toBe('font/woff2');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 4)
        .toString()
    ).toBe('wOF2');
  });
});

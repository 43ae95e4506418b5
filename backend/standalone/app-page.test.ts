import type { Caller } from '../identity/caller.ts';
import { permissionsOfRole } from '../identity/roles.ts';
import { appPage } from './app-page.ts';
import { bootData } from './boot-data.ts';
import { parsePluginManifest } from './plugin-manifest.ts';
import { PLUGIN_FILES } from './testing/built-files.ts';

const PLUGIN = parsePluginManifest(JSON.parse(PLUGIN_FILES['plugin.json']));
const FILES = { script: 'main-A.js', preloads: ['chunks/a.js'], styles: ['main-A.css'] };
const CALLER: Caller = {
  identity: 'user:u1',
  login: 'ada',
  role: 'Admin',
  orgId: 1,
  permissions: permissionsOfRole('Admin'),
};

function pageOf(caller: Caller, acceptLanguage?: string) {
  const visit = { caller, appUrl: 'http://localhost:3000/', acceptLanguage };
  return appPage(bootData(visit, PLUGIN, 'enterprise'), FILES, 'public/logo.svg');
}

function nonceOf(text: string | undefined): string | undefined {
  return /nonce[-=]"?([A-Za-z0-9+/=]+)/.exec(text ?? '')?.[1];
}

describe('appPage', () => {
  it('allows its own scripts and the one that carries the nonce, and nothing that evaluates text', () => {
    const { html, headers } = pageOf(CALLER);
    const policy = headers['Content-Security-Policy'];
    expect(policy?.split('; ')).toEqual([
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonceOf(html)}'`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(html.match(/<script(?! type="module" src=)[^>]*>/g)).toEqual([`<script nonce="${nonceOf(html)}">`]);
  });

  it('uses a nonce of 128 bits once', () => {
    const nonces = Array.from({ length: 100 }, () => nonceOf(pageOf(CALLER).html) ?? '');
    expect(new Set(nonces).size).toBe(100);
    expect(nonces.map((nonce) => Buffer.from(nonce, 'base64').length)).toEqual(nonces.map(() => 16));
  });

  it('says which language it is in', () => {
    expect(pageOf(CALLER).html).toContain('<html lang="en-US">');
    expect(pageOf(CALLER, 'de').html).toContain('<html lang="de-DE">');
  });

  it('is kept by no cache', () => {
    expect(pageOf(CALLER).headers['Cache-Control']).toBe('no-store');
  });

  it('lets nothing that a login holds out of the boot data', () => {
    const login = '</script><img src=x onerror=alert(1)>\u2028';
    const { html } = pageOf({ ...CALLER, login });
    expect(html).not.toContain('<img');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    const json = /window\.grafanaBootData = (.*);\n/.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({ user: { login } });
  });

  it('puts the boot data before the host, and asks for all of the host at once', () => {
    const { html } = pageOf(CALLER);
    const order = [
      'grafanaBootData',
      'main-A.css',
      'rel="modulepreload" href="/public/build/chunks/a.js"',
      'main-A.js',
    ];
    const places = order.map((text) => html.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });
});

import packageJson from '@grafana/runtime/package.json' with { type: 'json' };
import type { Caller } from '../identity/caller.ts';
import { permissionsOfRole } from '../identity/roles.ts';
import { bootData, GRAFANA_VERSION } from './boot-data.ts';
import { parsePluginManifest } from './plugin-manifest.ts';
import { PLUGIN_FILES, PLUGIN_ID } from './testing/built-files.ts';

const PLUGIN = parsePluginManifest(JSON.parse(PLUGIN_FILES['plugin.json']));
const CALLER: Caller = {
  identity: 'service-account:u:1',
  login: 'ada',
  role: 'Viewer',
  orgId: 7,
  permissions: [
    { action: 'secret.securevalues:read', scope: { name: 'one' } },
    { action: 'secret.securevalues:read', scope: { name: 'two' } },
  ],
};

const dataOf = (caller: Partial<Caller> = {}, acceptLanguage?: string) =>
  bootData({ caller: { ...CALLER, ...caller }, appUrl: 'http://h/', acceptLanguage }, PLUGIN, 'oss');

describe('bootData', () => {
  it('plays the version of the packages that the page is made of', () => {
    expect(GRAFANA_VERSION).toBe(packageJson.version);
    expect(dataOf().settings).toMatchObject({ buildInfo: { version: GRAFANA_VERSION, edition: 'Open Source' } });
  });

  it("has the namespace of the caller's organisation", () => {
    expect(dataOf().settings).toMatchObject({ namespace: 'org-7' });
    expect(dataOf({ orgId: 1 }).settings).toMatchObject({ namespace: 'default' });
  });

  it('tells which actions the caller has, once each, and no others', () => {
    expect(dataOf().user).toMatchObject({ uid: 'u:1', login: 'ada', orgRole: 'Viewer', orgId: 7 });
    expect(dataOf().user.permissions).toEqual({ 'secret.securevalues:read': true });
    expect(dataOf({ permissions: [] }).user.permissions).toEqual({});
  });

  it.each(['Admin', 'Editor', 'Viewer', 'None'] as const)('tells whether the caller configures plugins: %s', (role) => {
    expect(Object.keys(dataOf({ role }).user.permissions ?? {}).includes('plugins:write')).toBe(role === 'Admin');
  });

  it('says where the plugin is', () => {
    expect(dataOf().settings).toMatchObject({
      apps: { [PLUGIN_ID]: { path: `public/plugins/${PLUGIN_ID}/module.js`, version: '1.2.3' } },
    });
  });

  it('speaks the language that the browser asks for, where the plugin does', () => {
    expect(dataOf({}, 'de-AT,en;q=0.8').user).toMatchObject({ language: 'de-DE', locale: 'de-DE' });
    expect(dataOf().user).toMatchObject({ language: 'en-US', locale: 'en-US' });
  });
});

describe('the menu', () => {
  const secrets = { text: 'Secrets', url: `/a/${PLUGIN_ID}/secrets` };
  const textsAndUrls = (caller: Partial<Caller>) =>
    dataOf(caller).navTree.map(({ text, url, children }) => ({
      text,
      url,
      children: children?.map((child) => ({ text: child.text, url: child.url })),
    }));

  it('shows the pages that the plugin puts there, and plugins to administrators', () => {
    expect(textsAndUrls({ role: 'Admin', permissions: permissionsOfRole('Admin') })).toEqual([
      { text: 'Home', url: '/', children: undefined },
      {
        text: 'Administration',
        url: undefined,
        children: [secrets, { text: 'Plugins', url: `/plugins/${PLUGIN_ID}` }],
      },
    ]);
  });

  it('shows a page to who holds its action, whatever their role', () => {
    expect(textsAndUrls({ role: 'None' })[1]?.children).toEqual([secrets]);
  });

  it('shows no page, and no empty section, to who lacks the action', () => {
    expect(textsAndUrls({ role: 'Editor', permissions: [] })).toEqual([
      { text: 'Home', url: '/', children: undefined },
    ]);
  });
});

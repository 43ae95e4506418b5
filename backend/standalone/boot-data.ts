import { namespaceOfOrg } from '../../src/domain/namespace.ts';
import type { Costume } from '../setting-table.ts';
import type { Caller } from '../identity/caller.ts';
import { preferredLanguage } from './language.ts';
import { navTree, type NavItem } from './nav-tree.ts';
import { pluginModule } from './plugin-addresses.ts';
import type { JsonObject, PluginManifest } from './plugin-manifest.ts';
import { grantedActions } from './plugin-proxy/granted-actions.ts';

/** The version that the page plays: the one of the `@grafana` packages in it. */
export const GRAFANA_VERSION = '13.2.2';

/** The names that Grafana itself gives its two editions. */
const EDITIONS: Readonly<Record<Costume, string>> = { enterprise: 'Enterprise', oss: 'Open Source' };

/** The name of Grafana's first organisation. */
const ORG_NAME = 'Main Org.';

/** Grafana's action for the settings of plugins, which administrators have. */
const CONFIGURE_PLUGINS = 'plugins:write';

/** What `window.grafanaBootData` holds, as far as the page, `@grafana/runtime` and the plugin read it. */
export interface BootData {
  readonly assets: { readonly dark: string; readonly light: string };
  readonly navTree: readonly NavItem[];
  readonly settings: JsonObject;
  readonly user: JsonObject & { readonly language: string };
}

export interface Visit {
  readonly caller: Caller;
  /** Root of the page, with a slash at the end. */
  readonly appUrl: string;
  /** The languages that the browser asks for, as its header has them. */
  readonly acceptLanguage?: string;
}

export function bootData(visit: Visit, plugin: PluginManifest, costume: Costume): BootData {
  const { caller, appUrl, acceptLanguage } = visit;
  return {
    assets: { dark: '', light: '' },
    navTree: navTree(plugin, caller),
    settings: {
      namespace: namespaceOfOrg(caller.orgId),
      appUrl,
      appSubUrl: '',
      featureToggles: {},
      datasources: {},
      panels: {},
      apps: { [plugin.id]: appConfig(plugin) },
      buildInfo: {
        version: GRAFANA_VERSION,
        versionString: `Grafana v${GRAFANA_VERSION}`,
        commit: '',
        env: 'production',
        edition: EDITIONS[costume],
      },
    },
    user: user(caller, plugin, preferredLanguage(acceptLanguage, plugin.languages)),
  };
}

function appConfig({ id, version }: PluginManifest) {
  return { id, path: pluginModule(id), version, preload: false, loadingStrategy: 'script' };
}

function user({ identity, login, orgId, role, permissions }: Caller, plugin: PluginManifest, language: string) {
  const actions = [
    ...permissions.map(({ action }) => action),
    ...grantedActions(plugin.document, role),
    ...(role === 'Admin' ? [CONFIGURE_PLUGINS] : []),
  ];
  return {
    id: 1,
    uid: identity.slice(identity.indexOf(':') + 1),
    login,
    name: login,
    email: '',
    isSignedIn: true,
    isGrafanaAdmin: false,
    orgId,
    orgName: ORG_NAME,
    orgRole: role,
    orgCount: 1,
    // Grafana tells a page which actions a user has, not on what.
    permissions: Object.fromEntries(actions.map((action) => [action, true])),
    theme: 'dark',
    timezone: 'browser',
    weekStart: '',
    language,
    locale: language,
    analytics: { identifier: '' },
  };
}

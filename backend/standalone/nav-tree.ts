import type { Caller } from '../identity/caller.ts';
import type { PluginManifest, PluginPage } from './plugin-manifest.ts';
import { roleIncludes } from './host/navigation/role-order.ts';

/** An item of the menu, as `grafanaBootData.navTree` has it. */
export interface NavItem {
  readonly id: string;
  readonly text: string;
  readonly url?: string;
  readonly icon?: string;
  readonly children?: readonly NavItem[];
}

/** The menu as a Grafana builds it that shows the app under *Administration*: what the caller may not open is absent. */
export function navTree(plugin: PluginManifest, caller: Caller): readonly NavItem[] {
  const pages = plugin.pages.filter((page) => page.addToNav && mayOpen(page, caller)).map(pageItem);
  const settings: NavItem[] =
    caller.role === 'Admin' ? [{ id: 'plugins', text: 'Plugins', url: `/plugins/${plugin.id}` }] : [];
  const administration = [...pages, ...settings];
  return [
    { id: 'home', text: 'Home', icon: 'home-alt', url: '/' },
    ...(administration.length === 0
      ? []
      : [{ id: 'cfg', text: 'Administration', icon: 'cog', children: administration }]),
  ];
}

/** Grafana's rule: an action counts before a role, and a page that names neither is open to viewers. */
function mayOpen({ action, role }: PluginPage, caller: Caller): boolean {
  return action === undefined
    ? roleIncludes(caller.role, role)
    : caller.permissions.some((permission) => permission.action === action);
}

function pageItem({ name, path }: PluginPage): NavItem {
  return { id: `standalone-plugin-page-${path}`, text: name, url: path };
}

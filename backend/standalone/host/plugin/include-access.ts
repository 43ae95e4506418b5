import type { PluginInclude } from '@grafana/data';
import { config, hasPermission } from '@grafana/runtime';
import { roleIncludes } from '../navigation/role-order';

interface MissingAccess {
  readonly page: string;
  /** The action or the role that opens the page. */
  readonly needs: string;
}

/**
 * What the user lacks for a page that `plugin.json` guards. As in Grafana, only the exact address is guarded, and an
 * `action` counts before a `role` (https://grafana.com/developers/plugin-tools/reference/plugin-json).
 */
export function missingAccess(includes: readonly PluginInclude[], pathname: string): MissingAccess | undefined {
  const include = includes.find(({ path }) => path === pathname);
  if (!include) {
    return undefined;
  }
  const { name: page, action, role } = include;
  if (action) {
    return hasPermission(action) ? undefined : { page, needs: action };
  }
  return roleIncludes(config.bootData.user.orgRole, role) ? undefined : { page, needs: `the role ${role ?? 'Viewer'}` };
}

import { isWithin, roleNamed } from '../../identity/roles.ts';
import type { Role } from '../../identity/caller.ts';
import { isJsonObject, type JsonObject } from '../plugin-manifest.ts';

/**
 * The plugin's own actions that a basic role has by the `roles` of its `plugin.json`: those granted to it, and those
 * granted to a weaker one (https://grafana.com/developers/plugin-tools/reference/plugin-json#roles).
 */
export function grantedActions({ roles }: JsonObject, holder: Role): readonly string[] {
  return listOf(roles)
    .filter(isJsonObject)
    .filter(({ grants }) => listOf(grants).some((grant) => isGrantedTo(holder, grant)))
    .flatMap(({ role }) => (isJsonObject(role) ? listOf(role.permissions) : []))
    .filter(isJsonObject)
    .flatMap(({ action }) => (typeof action === 'string' ? [action] : []));
}

function isGrantedTo(holder: Role, grant: unknown): boolean {
  const granted = typeof grant === 'string' ? roleNamed(grant) : undefined;
  return granted !== undefined && isWithin(granted, holder);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

import { nameFindings } from '../../src/domain/name.ts';
import { TOKENS_WRITE, type Action, type ResourceAction } from '../../src/domain/permissions.ts';
import type { Parsed } from '../setting-values.ts';
import type { Permission } from './caller.ts';
import { permissionsOfRole } from './roles.ts';

/** Nobody may do what an administrator may not. */
const ACTIONS: readonly Action[] = permissionsOfRole('Admin').map(({ action }) => action);

/** What may be repeated of something that is no action: it has the form of one, and so is no secret. */
const LIKE_AN_ACTION = /^[a-z][a-z0-9.-]{0,60}:[a-z]{1,20}$/;

/**
 * Reads `ACTION` or `ACTION=SCOPE`, in the spelling of Grafana's access control ("RBAC permissions, actions, and
 * scopes"): `secret.securevalues:read=secret.securevalues:uid:NAME`. Without a scope, or with
 * `secret.securevalues:*`, it is on everything.
 */
export function parsePermission(text: string): Parsed<Permission> {
  const separator = text.indexOf('=');
  const actionText = separator === -1 ? text : text.slice(0, separator);
  const action = ACTIONS.find((known) => known === actionText);
  if (action === undefined) {
    return refuse(unknownAction(actionText));
  }
  if (separator === -1) {
    return { ok: true, value: { action, scope: 'all' } };
  }
  return action === TOKENS_WRITE
    ? refuse(`must have no scope for ${action}: it is on all tokens of the namespace`)
    : parseScoped(action, text.slice(separator + 1));
}

/** Writes a permission as {@link parsePermission} reads it. */
export function formatPermission({ action, scope }: Permission): string {
  return scope === 'all' ? action : `${action}=${resourceOf(action)}:uid:${scope.name}`;
}

function parseScoped(action: ResourceAction, scope: string): Parsed<Permission> {
  const resource = resourceOf(action);
  if (scope === `${resource}:*`) {
    return { ok: true, value: { action, scope: 'all' } };
  }
  const namePrefix = `${resource}:uid:`;
  const name = scope.slice(namePrefix.length);
  if (!scope.startsWith(namePrefix) || nameFindings(name).length > 0) {
    return refuse(`must have a scope of ${resource}:* or ${namePrefix}NAME, with the name of an object, for ${action}`);
  }
  // Grafana checks a create without its scope: such a permission would allow to create anything.
  return action.endsWith(':create')
    ? refuse(`must have no name for ${action}: creating cannot be limited to one`)
    : { ok: true, value: { action, scope: { name } } };
}

function unknownAction(text: string): string {
  const what = LIKE_AN_ACTION.test(text) ? `; ${text} is not one of them` : '';
  return `must be ACTION or ACTION=SCOPE with one of the actions ${ACTIONS.join(', ')}${what}`;
}

function resourceOf(action: Action): string {
  return action.slice(0, action.indexOf(':'));
}

function refuse(rule: string): Parsed<Permission> {
  return { ok: false, rule };
}

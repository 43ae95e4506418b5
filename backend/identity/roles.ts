import { KEEPERS, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { TOKENS_WRITE, type ResourceAction, type ResourceOperation } from '../../src/domain/permissions.ts';
import type { Permission, Role } from './caller.ts';

/** Grafana's basic roles, the weakest first. */
export const ROLES: readonly Role[] = ['None', 'Viewer', 'Editor', 'Admin'];

const OPERATIONS: readonly ResourceOperation[] = ['create', 'read', 'write', 'delete'];

/** Everything in the group, on everything, and the tokens of services. */
const ALL_PERMISSIONS: readonly Permission[] = [
  ...[SECURE_VALUES, KEEPERS].flatMap(({ plural }) =>
    OPERATIONS.map((operation): Permission => ({ action: actionOf(plural, operation), scope: 'all' }))
  ),
  { action: TOKENS_WRITE, scope: 'all' },
];

/** What a basic role may do without further grants (Grafana, "RBAC role definitions"): administrators all, others none. */
export function permissionsOfRole(role: Role): readonly Permission[] {
  return role === 'Admin' ? ALL_PERMISSIONS : [];
}

/** Whether a role is no stronger than another. */
export function isWithin(role: Role, maximum: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(maximum);
}

/** The role of that name, in whatever case a person typed it. */
export function roleNamed(name: string): Role | undefined {
  return ROLES.find((role) => role.toLowerCase() === name.toLowerCase());
}

function actionOf(plural: 'securevalues' | 'keepers', operation: ResourceOperation): ResourceAction {
  return `secret.${plural}:${operation}`;
}

import type { ResourceKind } from './api-group.ts';

/** The actions of Grafana's access control that guard the group. */
export const SECURE_VALUE_ACTIONS = {
  create: 'secret.securevalues:create',
  read: 'secret.securevalues:read',
  write: 'secret.securevalues:write',
  delete: 'secret.securevalues:delete',
} as const;

export const KEEPER_ACTIONS = {
  create: 'secret.keepers:create',
  read: 'secret.keepers:read',
  write: 'secret.keepers:write',
  delete: 'secret.keepers:delete',
} as const;

export type ResourceOperation = keyof typeof SECURE_VALUE_ACTIONS;
export type ResourceAction = `secret.${ResourceKind['plural']}:${ResourceOperation}`;
export type SecureValueAction = (typeof SECURE_VALUE_ACTIONS)[ResourceOperation];
export type KeeperAction = (typeof KEEPER_ACTIONS)[ResourceOperation];

/** The plugin's own action: to make, list and revoke the tokens by which services read secrets. */
export const TOKENS_WRITE = 'strongroom-secrets-app.tokens:write';

/** Every action that is checked here. */
export type Action = ResourceAction | typeof TOKENS_WRITE;

/** Kubernetes' word for what a request does. */
export type Verb = 'create' | 'get' | 'list' | 'watch' | 'update' | 'patch' | 'delete' | 'deletecollection';

const OPERATION_OF_VERB: Readonly<Record<Verb, ResourceOperation>> = {
  create: 'create',
  get: 'read',
  list: 'read',
  watch: 'read',
  update: 'write',
  patch: 'write',
  delete: 'delete',
  deletecollection: 'delete',
};

/** The action that a verb on a resource needs (Grafana's Kubernetes-to-RBAC mapping). */
export function actionFor(resource: ResourceKind, verb: Verb): ResourceAction {
  return `secret.${resource.plural}:${OPERATION_OF_VERB[verb]}`;
}

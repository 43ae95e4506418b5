import { OrgRole } from '@grafana/data';
import { config, hasPermission } from '@grafana/runtime';
import {
  KEEPER_ACTIONS,
  SECURE_VALUE_ACTIONS,
  TOKENS_WRITE,
  type KeeperAction,
  type ResourceOperation,
  type SecureValueAction,
} from '../domain/permissions';

/**
 * What the signed-in user may do with secrets, as Grafana knew it when the page was loaded.
 * It knows no scopes: whoever may read one secret by name counts as a reader, and the server still decides every call.
 */
export type SecretPermissions = Readonly<Record<ResourceOperation, boolean>>;

export function secretPermissions(): SecretPermissions {
  return {
    create: hasPermission(SECURE_VALUE_ACTIONS.create),
    read: hasPermission(SECURE_VALUE_ACTIONS.read),
    write: hasPermission(SECURE_VALUE_ACTIONS.write),
    delete: hasPermission(SECURE_VALUE_ACTIONS.delete),
  };
}

/** The actions that a user lacks for a task, in the order the task needs them. */
export function missingActions(
  held: SecretPermissions,
  needed: readonly ResourceOperation[]
): readonly SecureValueAction[] {
  return needed.filter((operation) => !held[operation]).map((operation) => SECURE_VALUE_ACTIONS[operation]);
}

/** What the signed-in user may do with keepers, known as well as of secrets. To activate one counts as creating it. */
export type KeeperPermissions = Readonly<Record<ResourceOperation, boolean>>;

export function keeperPermissions(): KeeperPermissions {
  return {
    create: hasPermission(KEEPER_ACTIONS.create),
    read: hasPermission(KEEPER_ACTIONS.read),
    write: hasPermission(KEEPER_ACTIONS.write),
    delete: hasPermission(KEEPER_ACTIONS.delete),
  };
}

/** The actions on keepers that a user lacks for a task, in the order the task needs them. */
export function missingKeeperActions(
  held: KeeperPermissions,
  needed: readonly ResourceOperation[]
): readonly KeeperAction[] {
  return needed.filter((operation) => !held[operation]).map((operation) => KEEPER_ACTIONS[operation]);
}

/** Whether the signed-in user may make, list and revoke the tokens of services, as Grafana knew it when the page was loaded. */
export function mayManageTokens(): boolean {
  return hasPermission(TOKENS_WRITE);
}

/** The action of Grafana's access control that guards the settings of plugins. */
export const CONFIGURE_ACTION = 'plugins:write';

/** Whether the signed-in user may change the plugin's settings. Not every Grafana tells the page of this action. */
export function mayConfigurePlugin(): boolean {
  return hasPermission(CONFIGURE_ACTION) || config.bootData.user.orgRole === OrgRole.Admin;
}

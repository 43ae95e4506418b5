import {
  KEEPER_ACTIONS,
  SECURE_VALUE_ACTIONS,
  type ResourceAction,
  type ResourceOperation,
} from '../domain/permissions';

/** The actions of somebody who may do these things and no others. */
export function actionsOf(...operations: readonly ResourceOperation[]): ReadonlySet<ResourceAction> {
  return new Set(operations.map((operation) => SECURE_VALUE_ACTIONS[operation]));
}

export const ALL_ACTIONS = actionsOf('create', 'read', 'write', 'delete');

/** The same, of keepers. */
export function keeperActionsOf(...operations: readonly ResourceOperation[]): ReadonlySet<ResourceAction> {
  return new Set(operations.map((operation) => KEEPER_ACTIONS[operation]));
}

export const ALL_KEEPER_ACTIONS = keeperActionsOf('create', 'read', 'write', 'delete');

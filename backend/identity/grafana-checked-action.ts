import { KEEPERS, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { actionFor, type ResourceAction, type Verb } from '../../src/domain/permissions.ts';

const VERBS: readonly Verb[] = ['create', 'get', 'update', 'delete'];

const RESOURCE_ACTIONS: readonly ResourceAction[] = [SECURE_VALUES, KEEPERS].flatMap((resource) =>
  VERBS.map((verb) => actionFor(resource, verb))
);

/** The action of the API group that a route says was checked; undefined for `none`, for nothing and for all else. */
export function parseCheckedAction(header: string | undefined): ResourceAction | undefined {
  return RESOURCE_ACTIONS.find((action) => action === header);
}

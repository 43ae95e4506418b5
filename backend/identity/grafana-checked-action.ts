import { KEEPERS, SECURE_VALUES } from '../../src/domain/api-group.ts';
import { actionFor, TOKENS_WRITE, type Action, type Verb } from '../../src/domain/permissions.ts';

const VERBS: readonly Verb[] = ['create', 'get', 'update', 'delete'];

const ACTIONS: readonly Action[] = [
  ...[SECURE_VALUES, KEEPERS].flatMap((resource) => VERBS.map((verb) => actionFor(resource, verb))),
  TOKENS_WRITE,
];

/** The action that a route says was checked; undefined for `none`, for nothing and for all else. */
export function parseCheckedAction(header: string | undefined): Action | undefined {
  return ACTIONS.find((action) => action === header);
}

import type { ResourceKind } from '../../src/domain/api-group.ts';
import { namespaceOfOrg } from '../../src/domain/namespace.ts';
import { actionFor, type Verb } from '../../src/domain/permissions.ts';
import type { Caller } from './caller.ts';

/** What a caller asks to do. */
export interface Attempt {
  readonly verb: Verb;
  readonly resource: ResourceKind;
  /** Undefined for a request across namespaces. */
  readonly namespace: string | undefined;
  /** Undefined for a request about no object in particular. */
  readonly name: string | undefined;
}

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

const ALLOWED: Decision = { allowed: true };
const WRONG_NAMESPACE: Decision = { allowed: false, reason: 'invalid org' };
const NO_PERMISSION: Decision = { allowed: false, reason: 'unauthorized request' };

/**
 * Whether a caller may do something: in the namespace of their own organisation only, spelt as Grafana spells it, and
 * with a permission for it. Roles are not asked: a role is one way to come by permissions.
 */
export function authorize(caller: Caller, { verb, resource, namespace, name }: Attempt): Decision {
  if (namespace !== namespaceOfOrg(caller.orgId)) {
    return WRONG_NAMESPACE;
  }
  // Grafana checks a create without a scope: there is no object yet. A list is filtered by name afterwards.
  const scopes = scopesOf(caller, resource, verb);
  const isAllowed =
    name === undefined || verb === 'create' ? scopes.length > 0 : scopes.some((scope) => covers(scope, name));
  return isAllowed ? ALLOWED : NO_PERMISSION;
}

/** Whether an object may be shown to a caller who may list. */
export function maySee(caller: Caller, resource: ResourceKind, name: string): boolean {
  return scopesOf(caller, resource, 'get').some((scope) => covers(scope, name));
}

type Scope = Caller['permissions'][number]['scope'];

function scopesOf({ permissions }: Caller, resource: ResourceKind, verb: Verb): Scope[] {
  const needed = actionFor(resource, verb);
  return permissions.filter(({ action }) => action === needed).map(({ scope }) => scope);
}

function covers(scope: Scope, name: string): boolean {
  return scope === 'all' || scope.name === name;
}

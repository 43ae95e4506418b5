import type { FastifyRequest } from 'fastify';
import { namespaceOfOrg } from '../../src/domain/namespace.ts';
import { actionFor, type Verb } from '../../src/domain/permissions.ts';
import type { ResourceKind } from '../../src/domain/api-group.ts';
import { requirePermission } from '../api/pipeline.ts';
import { callerOf } from '../http/authentication.ts';
import type { Caller } from '../identity/caller.ts';

/** What a path names: the parameters of its route, decoded. */
export interface Asked {
  readonly resource: ResourceKind;
  readonly subresource?: 'activate';
  /** Undefined for a request across namespaces. */
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** Verbs about all objects at once: what comes back, or goes, cannot be limited to names here. */
const ABOUT_ALL: ReadonlySet<Verb> = new Set(['list', 'watch']);

const NAMES_ONLY = 'a list that is forwarded cannot be limited to names';

/**
 * Checks the caller's own permissions, before a body is read. The other side sees the credential of this service alone,
 * which may do more than the caller.
 *
 * @returns the namespace of the caller's organisation.
 * @throws StatusError 403
 */
export function admit(request: FastifyRequest, asked: Asked, verbs: readonly Verb[]): string {
  const caller = callerOf(request);
  for (const verb of verbs) {
    requirePermission(caller, { ...asked, verb }, () => listRefusal(caller, asked.resource, verb));
  }
  return namespaceOfOrg(caller.orgId);
}

function listRefusal({ permissions }: Caller, resource: ResourceKind, verb: Verb): string | undefined {
  const needed = actionFor(resource, verb);
  const hasAll = permissions.some(({ action, scope }) => action === needed && scope === 'all');
  return ABOUT_ALL.has(verb) && !hasAll ? NAMES_ONLY : undefined;
}

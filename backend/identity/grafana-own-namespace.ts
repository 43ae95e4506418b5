import { namespaceOfOrg } from '../../src/domain/namespace.ts';
import type { Caller } from './caller.ts';

/**
 * Stands for the namespace of the caller's own organisation, in a path that a Grafana forwards: of a pattern such as
 * `namespaces/:namespace/securevalues/*` its proxy passes on what the star matched and nothing else. No namespace can
 * have this name (Kubernetes: RFC 1123 label).
 */
export const OWN_NAMESPACE = '-';

/** The parameters of a path with the caller's own namespace in them, where the path leaves it to the caller. */
export function inOwnNamespace(params: unknown, { orgId }: Caller): unknown {
  return isRecord(params) && params.namespace === OWN_NAMESPACE
    ? { ...params, namespace: namespaceOfOrg(orgId) }
    : params;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** What the namespace of a request stands for in Grafana. */
export type ParsedNamespace =
  | { readonly kind: 'org'; readonly orgId: number }
  | { readonly kind: 'stack'; readonly stackId: number }
  | { readonly kind: 'unknown' };

/** The namespace of organisation 1 of a self-managed Grafana. */
export const DEFAULT_NAMESPACE = 'default';

const NUMBERED = /^(org|stacks)-([1-9][0-9]*)$/;
const UNKNOWN: ParsedNamespace = { kind: 'unknown' };

/**
 * The namespace of an organisation as Grafana spells it: `default` for 1, `org-N` for every other.
 *
 * @throws RangeError for what is no organisation id (a positive integer).
 */
export function namespaceOfOrg(orgId: number): string {
  if (!Number.isSafeInteger(orgId) || orgId < 1) {
    throw new RangeError('An organisation id is a positive integer');
  }
  return orgId === 1 ? DEFAULT_NAMESPACE : `org-${orgId}`;
}

/**
 * Reads a namespace (Grafana's HTTP API documentation, "Namespace"). `org-1` is an accepted spelling of `default`.
 * Whatever is not exactly one of Grafana's spellings is unknown, and belongs to nobody.
 */
export function parseNamespace(namespace: string): ParsedNamespace {
  if (namespace === DEFAULT_NAMESPACE) {
    return { kind: 'org', orgId: 1 };
  }
  const [, prefix, digits] = NUMBERED.exec(namespace) ?? [];
  const id = Number(digits);
  if (!Number.isSafeInteger(id)) {
    return UNKNOWN;
  }
  return prefix === 'org' ? { kind: 'org', orgId: id } : { kind: 'stack', stackId: id };
}

import type { OwnerReference } from '../../src/domain/secure-value.ts';

const OWNERS_MAX = 1;
/** `group/version`, or the version alone for Kubernetes' core group; as lenient as Kubernetes' own parser. */
const GROUP_VERSION = /^[^/]*(\/[^/]*)?$/;

/** Why a body's owners cannot be stored, if so: Grafana keeps one, with a readable `apiVersion`. */
export function ownerReferenceProblem(references: readonly OwnerReference[]): string | undefined {
  if (references.length > OWNERS_MAX) {
    return `only one owner reference is supported, found ${references.length}`;
  }
  return references.every(({ apiVersion }) => GROUP_VERSION.test(apiVersion))
    ? undefined
    : 'malformed api version of the owner reference, expected group/version';
}

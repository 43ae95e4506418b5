import { KEEPERS, SECURE_VALUES, VERSION_PATH, type ResourceKind } from '../../src/domain/api-group.ts';
import { nameFindings } from '../../src/domain/name.ts';

/** What a request is about, as its path named it. Nothing of that path itself goes on. */
export interface GroupTarget {
  readonly resource: ResourceKind;
  /** Of the caller's own organisation. */
  readonly namespace: string;
  /** Undefined for the collection. */
  readonly name?: string;
  readonly subresource?: 'activate';
}

/** The kinds of the group. */
export const RESOURCES: readonly ResourceKind[] = [SECURE_VALUES, KEEPERS];

/**
 * The path of an object or a collection, built anew from its parts. A name that breaks the rule for names could stand for
 * another path (`..`, `a/b`), and no object can have it.
 *
 * @returns undefined where there can be no such object.
 */
export function groupPath({ resource, namespace, name, subresource }: GroupTarget): string | undefined {
  const parts = [namespace, ...(name === undefined ? [] : [name])];
  if (parts.some((part) => nameFindings(part).length > 0)) {
    return undefined;
  }
  const item = name === undefined ? '' : `/${name}`;
  const below = subresource === undefined ? '' : `/${subresource}`;
  return `${VERSION_PATH}/namespaces/${namespace}/${resource.plural}${item}${below}`;
}

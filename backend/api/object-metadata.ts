import type { ObjectMetadata } from '../../src/domain/secure-value.ts';
import type { StoredSecureValue } from '../vault/vault.ts';
import { shownAnnotations } from './annotations.ts';
import { resourceVersionOf } from './resource-version.ts';
import { rfc3339 } from './time.ts';

/** What the store keeps of every kind of object. */
type StoredObject = Pick<
  StoredSecureValue,
  | 'namespace'
  | 'name'
  | 'uid'
  | 'labels'
  | 'annotations'
  | 'ownerReferences'
  | 'createdAt'
  | 'createdBy'
  | 'updatedAt'
  | 'updatedBy'
>;

/** The metadata of an object as the API shows it, its members in the order of Grafana. */
export function objectMetadata(stored: StoredObject): ObjectMetadata {
  const { labels, ownerReferences } = stored;
  return {
    name: stored.name,
    namespace: stored.namespace,
    uid: stored.uid,
    resourceVersion: resourceVersionOf(stored),
    creationTimestamp: rfc3339(stored.createdAt),
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    annotations: shownAnnotations(stored),
    ...(ownerReferences.length > 0 ? { ownerReferences } : {}),
  };
}

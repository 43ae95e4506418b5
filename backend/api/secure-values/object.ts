import { API_VERSION, SECURE_VALUES } from '../../../src/domain/api-group.ts';
import type { SecureValue, SecureValueList } from '../../../src/domain/secure-value.ts';
import type { StoredSecureValue } from '../../vault/vault.ts';
import { shownAnnotations } from '../annotations.ts';
import { rfc3339 } from '../time.ts';

/** A stored secure value as the API shows it, its members in the order of Grafana. There is no place for the value. */
export function secureValueObject(stored: StoredSecureValue): SecureValue {
  return { kind: SECURE_VALUES.kind, apiVersion: API_VERSION, ...listItem(stored) };
}

/** The answer to a list: items carry no kind, and there are no pages. */
export function secureValueList(stored: readonly StoredSecureValue[]): SecureValueList {
  return { kind: SECURE_VALUES.listKind, apiVersion: API_VERSION, metadata: {}, items: stored.map(listItem) };
}

function listItem(stored: StoredSecureValue): SecureValue {
  const { labels, ownerReferences, ref, decrypters } = stored;
  return {
    metadata: {
      name: stored.name,
      namespace: stored.namespace,
      uid: stored.uid,
      resourceVersion: resourceVersionOf(stored),
      creationTimestamp: rfc3339(stored.createdAt),
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      annotations: shownAnnotations(stored),
      ...(ownerReferences.length > 0 ? { ownerReferences } : {}),
    },
    spec: {
      description: stored.description,
      ...(ref === null ? {} : { ref }),
      ...(decrypters.length > 0 ? { decrypters } : {}),
    },
    status: { externalID: stored.externalId, keeper: stored.keeper, version: stored.version },
  };
}

/** The time of the last change in unix seconds: two changes within one second share it. */
export function resourceVersionOf({ updatedAt }: StoredSecureValue): string {
  return String(updatedAt);
}

import { API_VERSION, SECURE_VALUES } from '../../../src/domain/api-group.ts';
import type { SecureValue, SecureValueList } from '../../../src/domain/secure-value.ts';
import type { StoredSecureValue } from '../../vault/vault.ts';
import { objectMetadata } from '../object-metadata.ts';

/** A stored secure value as the API shows it, its members in the order of Grafana. There is no place for the value. */
export function secureValueObject(stored: StoredSecureValue): SecureValue {
  return { kind: SECURE_VALUES.kind, apiVersion: API_VERSION, ...listItem(stored) };
}

/** The answer to a list: items carry no kind, and there are no pages. */
export function secureValueList(stored: readonly StoredSecureValue[]): SecureValueList {
  return { kind: SECURE_VALUES.listKind, apiVersion: API_VERSION, metadata: {}, items: stored.map(listItem) };
}

function listItem(stored: StoredSecureValue): SecureValue {
  const { ref, decrypters } = stored;
  return {
    metadata: objectMetadata(stored),
    spec: {
      description: stored.description,
      ...(ref === null ? {} : { ref }),
      ...(decrypters.length > 0 ? { decrypters } : {}),
    },
    status: { externalID: stored.externalId, keeper: stored.keeper, version: stored.version },
  };
}

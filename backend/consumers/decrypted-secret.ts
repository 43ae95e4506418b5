import { parseNamespace } from '../../src/domain/namespace.ts';
import type { StoredSecureValue } from '../vault/vault.ts';

/**
 * What is told of a secret beside its plaintext, in the schema `DecryptedSecret` of Grafana's secrets API
 * (github.com/grafana/gsm-api-go-client, `openapi.yaml`). Times are unix seconds.
 */
export interface DecryptedSecretMetadata {
  readonly name: string;
  readonly uuid: string;
  readonly description: string;
  readonly labels: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  readonly org_id: number;
  /** A Grafana of one's own is no stack: its organisation stands for it, since the schema wants 1 or more. */
  readonly stack_id: number;
  readonly created_by: string;
  readonly created_at: number;
  readonly modified_at: number;
}

export function decryptedSecretMetadata(stored: StoredSecureValue): DecryptedSecretMetadata {
  const parsed = parseNamespace(stored.namespace);
  const orgId = parsed.kind === 'org' ? parsed.orgId : 1;
  return {
    name: stored.name,
    uuid: stored.uid,
    description: stored.description,
    labels: Object.entries(stored.labels).map(([name, value]) => ({ name, value })),
    org_id: orgId,
    stack_id: orgId,
    created_by: stored.createdBy,
    created_at: stored.createdAt,
    modified_at: stored.updatedAt,
  };
}

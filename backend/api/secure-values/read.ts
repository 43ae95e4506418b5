import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import { SECURE_VALUE_FIELDS } from '../../../src/domain/field-selector.ts';
import { notFound } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';
import type { StoredSecureValue, Vault } from '../../vault/vault.ts';
import type { ApiContext } from '../context.ts';
import type { ApiListRequest } from '../resource.ts';
import { selected } from '../selection.ts';

/** @throws StatusError 404 */
export async function existing(vault: Vault, namespace: string, name: string): Promise<StoredSecureValue> {
  const stored = await vault.get(namespace, name);
  if (stored === undefined) {
    throw new StatusError(notFound(SECURE_VALUES, name));
  }
  return stored;
}

/**
 * GET on the collection: what the caller may read and the selectors let through, newest change first, all of it at once.
 * `limit` and `continue` have no effect, as in Grafana.
 *
 * @throws StatusError 400 for a selector that cannot be read.
 */
export async function listSecureValues(
  { vault }: ApiContext,
  request: ApiListRequest
): Promise<readonly StoredSecureValue[]> {
  return selected(SECURE_VALUES, SECURE_VALUE_FIELDS, request, () => vault.list(request.namespace));
}

import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import { matchesFields, parseFieldSelector } from '../../../src/domain/field-selector.ts';
import { matchesLabels, parseLabelSelector } from '../../../src/domain/label-selector.ts';
import { badRequest, notFound } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';
import { maySee } from '../../identity/authorize.ts';
import { VaultError, type StoredSecureValue, type Vault } from '../../vault/vault.ts';
import type { ApiContext } from '../context.ts';
import type { ApiListRequest } from '../resource.ts';

/** @throws StatusError 404 */
export async function existing(vault: Vault, namespace: string, name: string): Promise<StoredSecureValue> {
  const stored = await vault.get(namespace, name);
  if (stored === undefined) {
    throw new StatusError(notFound(SECURE_VALUES, name));
  }
  return stored;
}

/** Turns a store's `not-found` into a 404 for this name. */
export async function orNotFound<T>(name: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof VaultError && error.code === 'not-found'
      ? new StatusError(notFound(SECURE_VALUES, name))
      : error;
  }
}

/**
 * GET on the collection: what the caller may read and the selectors let through, newest change first, all of it at once.
 * `limit` and `continue` have no effect, as in Grafana.
 *
 * @throws StatusError 400 for a selector that cannot be read.
 */
export async function listSecureValues(
  { vault }: ApiContext,
  { caller, namespace, query }: ApiListRequest
): Promise<readonly StoredSecureValue[]> {
  const labels = required(parseLabelSelector(query.get('labelSelector') ?? ''));
  const fields = required(parseFieldSelector(query.get('fieldSelector') ?? ''));
  const all = await vault.list(namespace);
  return all.filter(
    (stored) =>
      maySee(caller, SECURE_VALUES, stored.name) &&
      matchesLabels(labels, stored.labels) &&
      matchesFields(fields, stored)
  );
}

type SelectorResult<Selector> =
  { readonly ok: true; readonly selector: Selector } | { readonly ok: false; readonly message: string };

function required<Selector>(result: SelectorResult<Selector>): Selector {
  if (!result.ok) {
    throw new StatusError(badRequest(result.message));
  }
  return result.selector;
}

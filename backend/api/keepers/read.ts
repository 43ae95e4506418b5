import { KEEPERS } from '../../../src/domain/api-group.ts';
import { KEEPER_FIELDS } from '../../../src/domain/field-selector.ts';
import { notFound } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';
import type { StoredKeeper } from '../../vault/keeper.ts';
import type { ApiContext } from '../context.ts';
import type { ApiListRequest } from '../resource.ts';
import { selected } from '../selection.ts';

/** The built-in keeper is no object: it is never there. @throws StatusError 404 */
export async function existing({ vault }: ApiContext, namespace: string, name: string): Promise<StoredKeeper> {
  const stored = await vault.keepers.get(namespace, name);
  if (stored === undefined) {
    throw new StatusError(notFound(KEEPERS, name));
  }
  return stored;
}

/**
 * GET on the collection: what the caller may read and the selectors let through, newest change first, all of it at once.
 *
 * @throws StatusError 400 for a selector that cannot be read.
 */
export async function listKeepers({ vault }: ApiContext, request: ApiListRequest): Promise<readonly StoredKeeper[]> {
  return selected(KEEPERS, KEEPER_FIELDS, request, () => vault.keepers.list(request.namespace));
}

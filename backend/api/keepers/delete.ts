import type { ApiContext } from '../context.ts';
import type { ApiWriteRequest } from '../resource.ts';
import { withRefusals } from './register-refusal.ts';

/** Forgets a keeper that is not active and keeps nothing. */
export async function deleteKeeper(
  { vault }: ApiContext,
  { caller, namespace, options }: ApiWriteRequest,
  name: string
): Promise<void> {
  await withRefusals(name, () =>
    options.dryRun ? vault.keepers.checkDelete(namespace, name) : vault.keepers.delete(namespace, name, caller.identity)
  );
}

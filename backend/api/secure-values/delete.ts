import type { ApiContext } from '../context.ts';
import type { ApiWriteRequest } from '../resource.ts';
import { existing } from './read.ts';
import { withRefusals } from './vault-refusal.ts';

/** Destroys the value of a secure value at once. */
export async function deleteSecureValue(
  { vault }: ApiContext,
  { caller, namespace, options }: ApiWriteRequest,
  name: string
): Promise<void> {
  await (options.dryRun
    ? existing(vault, namespace, name)
    : withRefusals(name, () => vault.delete(namespace, name, caller.identity)));
}

import type { ApiContext } from '../context.ts';
import type { ApiWriteRequest } from '../resource.ts';
import { existing, orNotFound } from './read.ts';

/** Destroys the value of a secure value at once. */
export async function deleteSecureValue(
  { vault, turns }: ApiContext,
  { namespace, options }: ApiWriteRequest,
  name: string
): Promise<void> {
  await turns.take(`${namespace}/${name}`, async () => {
    await (options.dryRun ? existing(vault, namespace, name) : orNotFound(name, () => vault.delete(namespace, name)));
  });
}

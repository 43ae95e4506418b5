import { KEEPERS, SYSTEM_KEEPER } from '../../../src/domain/api-group.ts';
import { succeeded } from '../../../src/domain/status.ts';
import type { ApiContext } from '../context.ts';
import type { ApiWriteRequest } from '../resource.ts';
import { keeperObject } from './object.ts';
import { existing } from './read.ts';
import { withRefusals } from './register-refusal.ts';
import { requireAvailable } from './rules.ts';

/**
 * Makes new secure values of the namespace go to a keeper, or by the name `system` to the server itself. Those that are
 * there stay where they are. Doing it again changes nothing; of two at the same time the last wins.
 *
 * @returns the keeper; a `Status` for the built-in one, which is no object.
 */
export async function activateKeeper(
  context: ApiContext,
  { caller, namespace, options }: ApiWriteRequest,
  name: string
): Promise<object> {
  const { vault, aws } = context;
  if (name === SYSTEM_KEEPER) {
    if (!options.dryRun) {
      await vault.keepers.activateSystem(namespace, caller.identity);
    }
    return succeeded(KEEPERS, name);
  }
  const keeper = await existing(context, namespace, name);
  requireAvailable(name, aws);
  return keeperObject(
    options.dryRun
      ? { ...keeper, active: true }
      : await withRefusals(name, () => vault.keepers.activate(namespace, name, caller.identity))
  );
}

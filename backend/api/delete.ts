import { SECURE_VALUES } from '../../src/domain/api-group.ts';
import { deleted, type StatusSuccess } from '../../src/domain/status.ts';
import type { ApiContext, ApiWriteRequest } from './context.ts';
import { decodeDeleteOptions } from './delete-options.ts';
import { isDryRun, writeOptions } from './query-options.ts';
import { existing, orNotFound } from './read.ts';

/** DELETE on an object: destroys its value at once. */
export async function deleteSecureValue(
  { vault, turns }: ApiContext,
  { namespace, query, bytes }: ApiWriteRequest,
  name: string
): Promise<StatusSuccess> {
  const dryRunOfQuery = writeOptions(query, 'DeleteOptions').dryRun;
  const dryRunOfBody = isDryRun(decodeDeleteOptions(bytes));
  await turns.take(`${namespace}/${name}`, async () => {
    await (dryRunOfQuery || dryRunOfBody
      ? existing(vault, namespace, name)
      : orNotFound(name, () => vault.delete(namespace, name)));
  });
  return deleted(SECURE_VALUES, name);
}

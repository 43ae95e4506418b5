import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import { alreadyExists, conflict, notFound } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';
import { VaultError } from '../../vault/vault.ts';

/** Runs a task on the vault, whose refusals become those of the API for the secure value of this name. */
export async function withRefusals<T>(name: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw refusalOf(error, name) ?? error;
  }
}

function refusalOf(error: unknown, name: string): StatusError | undefined {
  switch (error instanceof VaultError ? error.code : undefined) {
    case 'already-exists':
      return new StatusError(alreadyExists(SECURE_VALUES, name));
    case 'not-found':
      return new StatusError(notFound(SECURE_VALUES, name));
    case 'changed':
      return new StatusError(conflict(SECURE_VALUES, name));
    default:
      return undefined;
  }
}

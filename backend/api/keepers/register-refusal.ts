import { KEEPERS, SYSTEM_KEEPER } from '../../../src/domain/api-group.ts';
import { alreadyExists, conflict, notFound, type StatusFailure } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';
import { KeeperError, type KeeperErrorCode } from '../../vault/keeper.ts';

/** Of Grafana, which deletes both without a word, this alone differs: values would be lost, or go elsewhere unnoticed. */
const ACTIVE_PROBLEM = `new secure values go to it; activate another keeper, or ${SYSTEM_KEEPER}, first`;
const IN_USE_PROBLEM = 'it keeps secure values; delete those first';

const REFUSALS: Readonly<Record<KeeperErrorCode, (name: string) => StatusFailure>> = {
  'already-exists': (name) => alreadyExists(KEEPERS, name),
  'not-found': (name) => notFound(KEEPERS, name),
  active: (name) => conflict(KEEPERS, name, ACTIVE_PROBLEM),
  'in-use': (name) => conflict(KEEPERS, name, IN_USE_PROBLEM),
};

/** Runs a task on the register, whose refusals become those of the API for the keeper of this name. */
export async function withRefusals<T>(name: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw error instanceof KeeperError ? new StatusError(REFUSALS[error.code](name)) : error;
  }
}

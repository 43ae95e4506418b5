import { badRequest, patchRefused } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';

/** 400: what was sent is no patch of its type. */
export function malformedPatch(problem: string): StatusError {
  return new StatusError(badRequest(`error decoding patch: ${problem}`));
}

/** 422: the patch cannot be applied to the object as it is. */
export function unappliablePatch(problem: string): StatusError {
  return new StatusError(patchRefused(problem));
}

import { internal } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';
import { isInFolder } from './annotations.ts';
import type { MetadataBody } from './body/metadata.ts';
import { ownerReferenceProblem } from './owner-references.ts';

/** What Grafana answers where a folder has nowhere to go. */
const FOLDER_PROBLEM = 'folders are not supported';

/** @throws StatusError 500 for metadata that Grafana's storage refuses by an error without a type. */
export function requireStorableMetadata({ annotations, ownerReferences }: MetadataBody): void {
  const problem = isInFolder(annotations) ? FOLDER_PROBLEM : ownerReferenceProblem(ownerReferences);
  if (problem !== undefined) {
    throw new StatusError(internal(problem));
  }
}

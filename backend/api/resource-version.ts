import type { ResourceKind } from '../../src/domain/api-group.ts';
import { conflict } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';

/** What the version of an object is made of. */
interface Changed {
  readonly name: string;
  /** Unix seconds. */
  readonly updatedAt: number;
}

/** The time of the last change in unix seconds: two changes within one second share it. */
export function resourceVersionOf({ updatedAt }: Changed): string {
  return String(updatedAt);
}

/** An update without a resourceVersion takes whatever is there. @throws StatusError 409 */
export function requireCurrent(names: ResourceKind, resourceVersion: string, old: Changed): void {
  if (resourceVersion !== '' && resourceVersion !== resourceVersionOf(old)) {
    throw new StatusError(conflict(names, old.name));
  }
}

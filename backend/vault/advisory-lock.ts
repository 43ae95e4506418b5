import { createHash } from 'node:crypto';
import { encodeFields } from './associated-data.ts';

/** So that no other program that uses the same database, and does likewise, takes the same locks. */
const APPLICATION = 'strongroom';

/**
 * The number of PostgreSQL's advisory lock for a subject: the first 64 bits of a hash. Two subjects that share one
 * wait for each other, and nothing worse.
 */
export function advisoryLockOf(subject: readonly string[]): bigint {
  return createHash('sha256')
    .update(encodeFields([APPLICATION, ...subject]))
    .digest()
    .readBigInt64BE();
}

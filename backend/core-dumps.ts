import { writeFileSync } from 'node:fs';

/** Which mappings of a process its core dump has, by a bit each: core(5). */
const FILTER = '/proc/self/coredump_filter';
const NONE = '0';

/**
 * Leaves all memory out of the core dump of a crash, this process's and its children's: it may hold values and keys. What
 * remains are registers. Linux alone has a way to ask for that; elsewhere, and where it is refused, core dumps are to be
 * switched off from outside, as `docs/security.md` says.
 *
 * @returns whether it is so.
 */
export function keepMemoryOutOfCoreDumps(): boolean {
  try {
    writeFileSync(FILTER, NONE);
    return true;
  } catch {
    return false;
  }
}

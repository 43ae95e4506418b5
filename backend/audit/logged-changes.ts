import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { logFiles } from './log-files.ts';

const CHANGE = /"change":([0-9]+)/;

/**
 * The changes that a log has, by their numbers in the store, from a number on. They reach a log nearly in their order, so
 * that a whole file without one ends the search.
 */
export async function loggedChanges(directory: string, from: number): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  for (const path of (await logFiles(directory)).toReversed()) {
    const before = found.size;
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      const change = Number(CHANGE.exec(line)?.[1] ?? -1);
      if (change >= from) {
        found.add(change);
      }
    }
    if (found.size === before) {
      break;
    }
  }
  return found;
}

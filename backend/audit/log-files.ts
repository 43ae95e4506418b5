import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The log of a data directory: one file that grows, and those that became too long, by the sequence of their first line. */
export const CURRENT_FILE = 'audit.jsonl';
const ROTATED_FILE = /^audit-[0-9]{16}\.jsonl$/;
const SEQUENCE_DIGITS = 16;

/** The name of a file that is written no more. Names sort as their lines do. */
export function rotatedName(firstSequence: number): string {
  return `audit-${String(firstSequence).padStart(SEQUENCE_DIGITS, '0')}.jsonl`;
}

/** The files of a log, the oldest lines first. */
export async function logFiles(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory);
  return [
    ...names.filter((name) => ROTATED_FILE.test(name)).toSorted(),
    ...names.filter((name) => name === CURRENT_FILE),
  ].map((name) => join(directory, name));
}

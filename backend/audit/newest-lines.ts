import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { AuditOperation } from './audit-entry.ts';
import { logFiles } from './log-files.ts';

/** Which lines are asked for. */
export interface LineFilter {
  readonly last: number;
  readonly name: string | undefined;
  readonly operation: AuditOperation | undefined;
}

/** The newest lines that fit, in the order of the log. What is no line of a log is left out: {@link verifyLog} tells. */
export async function newestLines(directory: string, filter: LineFilter): Promise<readonly string[]> {
  let found: string[] = [];
  for (const path of (await logFiles(directory)).toReversed()) {
    const fitting: string[] = [];
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      if (fits(line, filter)) {
        fitting.push(line);
      }
    }
    found = [...fitting, ...found].slice(-filter.last);
    if (found.length === filter.last) {
      break;
    }
  }
  return found;
}

function fits(line: string, { name, operation }: LineFilter): boolean {
  const entry = read(line);
  return (
    entry !== undefined &&
    (name === undefined || entry.name === name) &&
    (operation === undefined || entry.operation === operation)
  );
}

function read(line: string): { readonly name?: unknown; readonly operation?: unknown } | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null ? entry : undefined;
  } catch {
    return undefined;
  }
}

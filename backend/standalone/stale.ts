import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files and directories that a build is made from, and a file that it writes last. */
export interface BuildFiles {
  readonly sources: readonly string[];
  /** Names, of files or directories, that no build is made from. */
  readonly ignored: RegExp;
  readonly output: string;
}

/** `missing` if there was never a build, `outdated` if a source changed after it. */
export type Staleness = 'fresh' | 'missing' | 'outdated';

/** Compares when the newest source changed with when the output was written. A source that is gone does not count. */
export async function staleness({ sources, ignored, output }: BuildFiles): Promise<Staleness> {
  const built = await modifiedAt(output);
  if (built === undefined) {
    return 'missing';
  }
  const changes = await Promise.all(sources.map((source) => newestChange(source, ignored)));
  return Math.max(...changes) > built ? 'outdated' : 'fresh';
}

/** Milliseconds since 1970. A directory's own time counts too: it moves when something in it is removed. */
async function newestChange(path: string, ignored: RegExp): Promise<number> {
  const own = (await modifiedAt(path)) ?? 0;
  const entries = await entriesOf(path);
  const below = await Promise.all(
    entries.filter((name) => !ignored.test(name)).map((name) => newestChange(join(path, name), ignored))
  );
  return Math.max(own, ...below);
}

async function modifiedAt(path: string): Promise<number | undefined> {
  const stats = await stat(path).catch(ignoreAbsence);
  return stats?.mtimeMs;
}

async function entriesOf(path: string): Promise<readonly string[]> {
  const entries = await readdir(path).catch(ignoreAbsence);
  return entries ?? [];
}

const NOTHING_THERE: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR']);

function ignoreAbsence(error: unknown): undefined {
  if (typeof error === 'object' && error !== null && 'code' in error && NOTHING_THERE.has(error.code)) {
    return undefined;
  }
  throw error;
}

import { join } from 'node:path';
import { withBuildLock } from './build-lock.ts';
import type { Build } from './builds.ts';

const LOCK_FILE = join(import.meta.dirname, '.build-lock.db');

/** Makes what is stale, one after the other, and says so in one line each. */
export async function buildStale(builds: readonly Build[], print: (line: string) => void): Promise<void> {
  await withBuildLock(LOCK_FILE, async () => {
    for (const build of builds) {
      const reason = await build.whyStale();
      if (reason !== undefined) {
        print(`Building ${build.name}: ${reason}.`);
        await build.run();
      }
    }
  });
}

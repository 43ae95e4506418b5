import { DatabaseSync } from 'node:sqlite';

/** Longer than both builds take on a slow machine. In milliseconds. */
const WAIT_MS = 300_000;

/**
 * Does work that two processes must not do at the same time; waits for the other one. The lock is an exclusive
 * transaction on an empty database, so the operating system ends it with the process, however that ends.
 */
export async function withBuildLock(file: string, work: () => Promise<void>): Promise<void> {
  const database = new DatabaseSync(file, { timeout: WAIT_MS });
  try {
    database.exec('begin exclusive');
    await work();
  } finally {
    database.close();
  }
}

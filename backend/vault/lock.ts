import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createOwnerOnlyFile } from './owner-only-file.ts';

const LOCK_FILE = 'lock.db';

/** SQLITE_BUSY (SQLite's result codes). */
const BUSY = 5;

/** Two processes on one data directory would each trust what they had just read. */
export class DataDirectoryInUseError extends Error {
  readonly directory: string;

  constructor(directory: string) {
    super(
      `the data directory ${directory} is in use by another process. Stop that one, or set SECRETS_DATA_DIR to a directory of its own`
    );
    this.name = 'DataDirectoryInUseError';
    this.directory = directory;
  }
}

export interface DataDirectoryLock {
  release(): void;
}

/**
 * Takes a data directory for this process, or throws {@link DataDirectoryInUseError} at once. The lock is an exclusive
 * transaction on an empty database, and so a lock of the operating system, which ends with the process however it
 * ends. While it is held, this process must not open the file by other means: closing it would drop the lock
 * (POSIX, fcntl: all of a process's locks on a file end when it closes any descriptor of it).
 */
export async function lockDataDirectory(directory: string): Promise<DataDirectoryLock> {
  const path = join(directory, LOCK_FILE);
  await createOwnerOnlyFile(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    throw isBusy(error) ? new DataDirectoryInUseError(directory) : error;
  }
  return { release: () => database.close() };
}

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === BUSY;
}

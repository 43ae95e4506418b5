import { open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { syncDirectory } from './directory-sync.ts';
import { OWNER_ONLY } from './owner-only-file.ts';
import { systemErrorCode } from './system-error.ts';

/** Why there is no backup, or none was restored; the message is for who asked. */
export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupError';
  }
}

/**
 * Makes a file for its owner alone, has it written, and makes it durable. The name appears with the whole content: until
 * then there is a file beside it.
 *
 * @throws BackupError where there is a file of that name: a backup is never written over.
 */
export async function writeWhole(path: string, write: (draft: string) => Promise<void>): Promise<void> {
  if (await exists(path)) {
    throw new BackupError('the file exists, and is not written over; name another one');
  }
  const draft = `${path}.part`;
  try {
    const file = await open(draft, 'wx', OWNER_ONLY);
    await file.close();
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown error';
    throw new BackupError(
      code === 'EEXIST'
        ? `${draft} is there, of a backup that is being made or was not finished; remove it if nothing is`
        : `the file could not be created (${code})`
    );
  }
  try {
    await write(draft);
    const file = await open(draft, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** @throws BackupError for a file that is no whole database of Strongroom. */
export function requireBackup(path: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const result = database.prepare('pragma integrity_check').get();
    const tables = database
      .prepare(
        `select count(*) as count from sqlite_master where name in ('secure_value', 'data_key', 'schema_version')`
      )
      .get();
    if (result?.integrity_check === 'ok' && tables?.count === 3) {
      return;
    }
  } catch {
    // SQLite's own message names the file and little else.
  } finally {
    database?.close();
  }
  throw new BackupError('the file is no whole backup of Strongroom');
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') {
        return false;
      }
      throw error;
    }
  );
}

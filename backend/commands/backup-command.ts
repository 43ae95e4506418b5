import { isAbsolute } from 'node:path';
import type { CommandHandler } from '../control/command-answer.ts';
import { BackupError, writeWhole } from '../vault/backup.ts';
import type { SqlStore } from '../vault/sql-store.ts';

/** The command `backup`, with one argument: the absolute path of a file that does not exist. */
export function backupCommand({ copyTo }: Pick<SqlStore, 'copyTo'>): CommandHandler {
  return async ([file, ...more]) => {
    if (file === undefined || more.length > 0 || !isAbsolute(file)) {
      return { kind: 'misused', message: 'backup takes the path of one file' };
    }
    if (copyTo === undefined) {
      return { kind: 'failed', message: 'the database is PostgreSQL: back it up by its own means, such as pg_dump' };
    }
    try {
      await writeWhole(file, copyTo);
      return { kind: 'done', output: `${file}\n` };
    } catch (error) {
      if (error instanceof BackupError) {
        return { kind: 'failed', message: error.message };
      }
      throw error;
    }
  };
}

import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from '../config.ts';
import { startFailure } from '../start-error.ts';
import { BackupError, requireBackup, writeWhole } from '../vault/backup.ts';
import { lockDataDirectory } from '../vault/lock.ts';
import { DATABASE_FILE } from '../vault/open-store.ts';

const HELP = `Usage: npm run -s restore -- FILE

Puts a backup into the data directory of SECRETS_DATA_DIR (./data), which must have no database yet. No backend may
run there. The next start needs the key ring that the backup was made under: put it where SECRETS_KEY_FILE says.
`;

const EXIT_FAILED = 1;
const EXIT_MISUSED = 2;

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  const [file, ...more] = args;
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP);
    return 0;
  }
  const reading = readSettings(process.env, 'backend');
  if (file === undefined || file === '' || more.length > 0) {
    return fail(EXIT_MISUSED, 'restore takes the path of one file\nSee: npm run -s restore -- --help');
  }
  if (!reading.ok) {
    return fail(EXIT_MISUSED, reading.problems.map(({ name, rule }) => `${name} ${rule}`).join('\n'));
  }
  const { dataDir, databaseUrl } = reading.settings;
  try {
    if (databaseUrl !== undefined) {
      throw new BackupError('SECRETS_DATABASE_URL names PostgreSQL: restore that by its own means, such as pg_restore');
    }
    await restore(file, dataDir);
    return 0;
  } catch (error) {
    return fail(EXIT_FAILED, `nothing was restored: ${startFailure(error)}`);
  }
}

async function restore(file: string, dataDir: string): Promise<void> {
  requireBackup(file);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = await lockDataDirectory(dataDir);
  try {
    await writeWhole(join(dataDir, DATABASE_FILE), (draft) => copyFile(file, draft));
  } finally {
    lock.release();
  }
}

function fail(code: number, message: string): number {
  process.stderr.write(`${message}\n`);
  return code;
}

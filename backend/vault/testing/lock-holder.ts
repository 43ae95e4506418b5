import { writeSync } from 'node:fs';
import { DataDirectoryInUseError, lockDataDirectory } from '../lock.ts';

/**
 * A program: takes the data directory that it is given and holds it until its standard input ends. Says `locked`, or
 * `in use`.
 */
const [directory = ''] = process.argv.slice(2);
try {
  await lockDataDirectory(directory);
  writeSync(1, 'locked\n');
  process.stdin.resume();
} catch (error) {
  writeSync(1, error instanceof DataDirectoryInUseError ? 'in use\n' : 'failed\n');
}

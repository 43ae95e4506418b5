import { writeSync } from 'node:fs';
import { DatabaseUrl } from '../database-url.ts';
import { openVault } from '../open-vault.ts';
import { SecretValue } from '../secret-value.ts';
import type { SqlVault } from '../sql-vault.ts';
import { VaultError } from '../vault.ts';
import { type CrashStep, crashStep } from './crash-script.ts';
import { draftOf } from './vault-place.ts';

/**
 * A program: works through the crash script from a given step on, and says each step once it is acknowledged. Ends
 * when the database does.
 */
const [dataDir = '', keyFile = '', from = ''] = process.argv.slice(2);
const databaseUrl = DatabaseUrl.parse(process.env.CRASH_DATABASE_URL ?? '');
const vault = await openVault({ dataDir, keyFile, databaseUrl, clock: Date.now });
for (let index = Number(from), isAvailable = true; isAvailable; index += 1) {
  isAvailable = await isTaken(crashStep(index));
  if (isAvailable) {
    writeSync(1, `${index}\n`);
  }
}
await vault.close();

/** Takes a step, if there is a database. */
async function isTaken(step: CrashStep): Promise<boolean> {
  try {
    await take(vault, step);
    return true;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'unavailable') {
      return false;
    }
    throw error;
  }
}

async function take(into: SqlVault, step: CrashStep): Promise<unknown> {
  switch (step.kind) {
    case 'create':
      return into.create(draftOf(step.name), SecretValue.fromUtf8(step.value), 'user:ada');
    case 'update':
      return into.update(draftOf(step.name), SecretValue.fromUtf8(step.value), 'user:ada');
    case 'keep':
      return into.update(draftOf(step.name), undefined, 'user:ada');
    case 'delete':
      return into.delete('default', step.name, 'user:ada');
  }
}

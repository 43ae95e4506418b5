import { writeSync } from 'node:fs';
import { openVault } from '../open-vault.ts';
import { SecretValue } from '../secret-value.ts';
import type { SqlVault } from '../sql-vault.ts';
import { type CrashStep, crashStep } from './crash-script.ts';
import { draftOf } from './vault-place.ts';

/** A program: works through the crash script from a given step on, and says each step once it is acknowledged. */
const [dataDir = '', keyFile = '', from = ''] = process.argv.slice(2);
const vault = await openVault({ dataDir, keyFile, clock: Date.now });
for (let index = Number(from); ; index += 1) {
  await take(vault, crashStep(index));
  writeSync(1, `${index}\n`);
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
      return into.delete('default', step.name);
  }
}

import { writeSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { AuditUnavailableError } from '../../audit/log-writer.ts';
import type { AuditTrail } from '../../audit/trail.ts';
import { DatabaseUrl } from '../database-url.ts';
import { openVault } from '../open-vault.ts';
import { SecretValue } from '../secret-value.ts';
import type { SqlVault } from '../sql-vault.ts';
import { VaultError } from '../vault.ts';
import { openTrailOf } from './audit-trail.ts';
import { type CrashStep, crashStep } from './crash-script.ts';
import { draftOf } from './vault-place.ts';

/**
 * A program: works through the crash script in every lane at once, from given steps on, and says each step, `lane
 * index`, once it is acknowledged. Keeps an audit log, as a backend does. Ends when the database does.
 */
const [dataDir = '', keyFile = '', from = ''] = process.argv.slice(2);
const databaseUrl = DatabaseUrl.parse(process.env.CRASH_DATABASE_URL ?? '');
const vault = await openVault({ dataDir, keyFile, databaseUrl, clock: Date.now });
const trail = await openTrailOf(vault, dataDir);
const lanes = from.split(',').map((first, lane) => work(lane, Number(first)));
let isOver = false;
const moving = moveChanges(trail);
await Promise.all(lanes);
isOver = true;
await moving;
await trail.close();
await vault.close();

async function work(lane: number, first: number): Promise<void> {
  for (let index = first; await isDone(() => take(vault, crashStep(lane, index))); index += 1) {
    writeSync(1, `${lane} ${index}\n`);
  }
}

/** Changes are on their way from the store to the log all the time, and decryptions get between them. */
async function moveChanges(into: AuditTrail): Promise<void> {
  const decryption = { operation: 'secure-value.decrypt', outcome: 'allowed', actor: 'k6-cloud' } as const;
  const both = () => Promise.all([into.move(), into.record({ time: new Date().toISOString(), ...decryption })]);
  while (!isOver && (await isDone(both))) {
    await breathe();
  }
}

/** False where there is no database any more. */
async function isDone(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof AuditUnavailableError || (error instanceof VaultError && error.code === 'unavailable')) {
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

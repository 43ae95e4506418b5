import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUrl } from '../database-url.ts';
import { KeyMaintenance } from '../key-maintenance.ts';
import { keySourceOf } from '../key-source.ts';
import { openVault } from '../open-vault.ts';
import { SecretValue } from '../secret-value.ts';
import { codeOf, readRotated, rotatedName, rotatedValue, type RotationLine } from './key-rotation.ts';
import { drawn } from './load.ts';
import { draftOf } from './vault-place.ts';

/**
 * A program: a backend that reads and writes without a pause while it takes a store off a key, from wherever an earlier one
 * was ended. It halts the change of keys after so many steps, and goes on with reading and writing until it is ended.
 */
const [dataDir = '', keyFile = '', oldId = '', count = '', steps = '', seed = ''] = process.argv.slice(2);
const databaseUrl = DatabaseUrl.parse(process.env.ROTATOR_DATABASE_URL ?? '');
const place = { dataDir, keyFile, databaseUrl };
const vault = await openVault({ ...place, clock: Date.now });
const maintenance = new KeyMaintenance({
  store: vault.store,
  source: keySourceOf(place),
  holder: vault.keys,
  clock: Date.now,
});
const next = drawn(Number(seed));
/** Secrets that are also written; the others keep the data key that they have. */
const WRITTEN = 50;
/** SQLite answers without ever waiting: what else there is to do gets its turn then. */
const PAUSE_MS = 2;

let isOver = false;
let reads = 0;
let writes = 0;
say({ kind: 'started' });
const load = [work(read), work(write)];
const isDone = await changeKeys(Number(steps));
if (!isDone) {
  say({ kind: 'halted' });
  // The load goes on until this is killed.
  await Promise.all(load);
}
isOver = true;
await Promise.all(load);
await vault.close();
say({ kind: 'done', reads, writes });

function say(line: RotationLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** Whether the old key was retired in so many steps. */
async function changeKeys(stepsLeft: number): Promise<boolean> {
  for (let done = 0; done < stepsLeft; done += 1) {
    const old = (await maintenance.status()).find(({ id }) => id === oldId);
    if (old === undefined || old.state === 'retired') {
      return true;
    }
    if (old.state === 'active') {
      await maintenance.rotate('user:ada');
    } else if (old.uses > 0) {
      await maintenance.rewrapSome('user:ada');
    } else {
      await maintenance.retire(oldId, 'user:ada');
    }
  }
  return false;
}

async function work(step: () => Promise<void>): Promise<void> {
  while (!isOver) {
    try {
      await step();
    } catch (error) {
      say({ kind: 'failed', code: codeOf(error) });
    }
    await pause(PAUSE_MS);
  }
}

async function read(): Promise<void> {
  await readRotated(vault, next(Number(count)));
  reads += 1;
}

async function write(): Promise<void> {
  const name = rotatedName(next(WRITTEN));
  // Every other time the value stays, and is encrypted anew.
  const value = next(2) === 0 ? undefined : SecretValue.fromUtf8(`${rotatedValue(name)}${next(1_000_000)}`);
  await vault.update(draftOf(name), value, 'user:ada');
  writes += 1;
}

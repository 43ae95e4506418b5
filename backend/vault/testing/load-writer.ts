import { writeSync } from 'node:fs';
import { DatabaseUrl } from '../database-url.ts';
import { openVault } from '../open-vault.ts';
import { SecretValue } from '../secret-value.ts';
import type { SqlVault } from '../sql-vault.ts';
import { type Revision, type StoredSecureValue, VaultError } from '../vault.ts';
import { CHURNED, COUNTED, type LoadLine, churnedName, countedName, drawn, valueOf } from './load.ts';
import { draftOf } from './vault-place.ts';

/** Somebody else has changed the secret since it was read. */
class Overtaken extends Error {}

/**
 * A program: one of several backends on one database. It works on secrets that all of them work on until its standard
 * input ends, and says what was acknowledged. The address is in the environment, where no list of processes shows it.
 */
const [dataDir = '', keyFile = '', writer = '', seed = '', clockSkewMs = ''] = process.argv.slice(2);
const databaseUrl = DatabaseUrl.parse(process.env.LOAD_DATABASE_URL ?? '');
const clock = (): number => Date.now() + Number(clockSkewMs);
const vault = await openVault({ dataDir, keyFile, databaseUrl, clock });
const next = drawn(Number(seed));
/** Enough for writers to meet at one secret. */
const LANES = 4;

let isOver = false;
process.stdin.on('end', () => (isOver = true)).resume();
say({ kind: 'started' });
await Promise.all(Array.from({ length: LANES }, () => work(vault)));
await vault.close();

function say(line: LoadLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

async function work(on: SqlVault): Promise<void> {
  while (!isOver) {
    const step = next(10);
    try {
      if (step < 5) {
        await count(on, countedName(next(COUNTED)));
      } else if (step < 8) {
        await churn(on, churnedName(next(CHURNED)));
      } else {
        await read(on, countedName(next(COUNTED)));
      }
    } catch (error) {
      say({ kind: 'failed', code: error instanceof Error ? `${error.name} ${error.message}` : 'unknown' });
    }
  }
}

/** Reads a count and writes one more, if nobody else has meanwhile; a lost update would lose a count. */
async function count(on: SqlVault, name: string): Promise<void> {
  const before = await on.get('default', name);
  if (before === undefined) {
    throw new Error('a secret that nobody deletes is gone');
  }
  const counted = Number(before.description) + 1;
  // Every other time the value stays, and is encrypted anew.
  const value = counted % 2 === 0 ? undefined : SecretValue.fromUtf8(valueOf(name, counted));
  try {
    const revise = (current: StoredSecureValue): Revision => {
      if (current.version !== before.version) {
        throw new Overtaken();
      }
      return { draft: draftOf(name, { description: String(counted) }), value };
    };
    const { version } = await on.change(before.namespace, name, revise, writer);
    say({ kind: 'counted', name, version, count: counted });
  } catch (error) {
    if (!(error instanceof Overtaken)) {
      throw error;
    }
  }
}

/** Creates a secret, or deletes it where it is there. Another may have done so first. */
async function churn(on: SqlVault, name: string): Promise<void> {
  try {
    const { version } = await on.create(draftOf(name), SecretValue.fromUtf8(`value of ${name}`), writer);
    say({ kind: 'created', name, version });
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'already-exists') {
      throw error;
    }
    await on.delete('default', name, 'user:ada').then(
      () => say({ kind: 'deleted', name }),
      (reason: unknown) => {
        if (!(reason instanceof VaultError) || reason.code !== 'not-found') {
          throw reason;
        }
      }
    );
  }
}

async function read(on: SqlVault, name: string): Promise<void> {
  const value = await on.reveal('default', name);
  const text = value.use((bytes) => bytes.toString());
  if (!text.startsWith(`${name} `)) {
    throw new Error('a value of another secret');
  }
  say({ kind: 'read', name });
}

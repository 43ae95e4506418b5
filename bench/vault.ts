/** The vault beside the least that the same work could take: a bare insert, and a bare read with one decryption. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openVault } from '../backend/vault/open-vault.ts';
import { SecretValue } from '../backend/vault/secret-value.ts';
import { race, type RaceOptions, type Timing } from './side-by-side.ts';

/** Of a typical token. */
const VALUE_BYTES = 40;
/** Of the smallest size class, which holds it. */
const PADDED_BYTES = 68;
const STORED = 2_000;

export interface VaultTimings {
  readonly create: readonly Timing[];
  readonly decrypt: readonly Timing[];
}

export async function timeVault(options: RaceOptions): Promise<VaultTimings> {
  const directory = await mkdtemp(join(process.env.BENCH_DIR ?? tmpdir(), 'strongroom-bench-'));
  const vault = await openVault({ dataDir: join(directory, 'data'), keyFile: join(directory, 'key'), clock: Date.now });
  const bare = openBare(join(directory, 'bare.db'));
  try {
    const value = (): SecretValue => SecretValue.fromBuffer(Buffer.alloc(VALUE_BYTES, 'v'));
    const draftOf = (name: string) => ({
      namespace: 'default',
      name,
      description: 'Token of billing API',
      ref: null,
      decrypters: ['k6-cloud'],
      labels: {},
      annotations: {},
      ownerReferences: [],
    });
    const create = await race(
      [
        { name: 'bare INSERT', once: (round, index) => bare.insert(`race-${round}-${index}`) },
        {
          name: 'create',
          once: async (round, index) => {
            await vault.create(draftOf(`race-${round}-${index}`), value(), 'user:bench');
          },
        },
      ],
      options
    );
    for (let index = 0; index < STORED; index += 1) {
      await vault.create(draftOf(`stored-${index}`), value(), 'user:bench');
      bare.insert(`stored-${index}`);
    }
    const decrypt = await race(
      [
        { name: 'bare AES-GCM and indexed read', once: (round, index) => bare.decrypt(nameOf(round, index)) },
        {
          name: 'decrypt',
          once: async (round, index) => (await vault.reveal('default', nameOf(round, index))).wipe(),
        },
      ],
      options
    );
    return { create, decrypt };
  } finally {
    bare.close();
    await vault.close();
    await rm(directory, { recursive: true });
  }
}

function nameOf(round: number, index: number): string {
  return `stored-${(round * 997 + index * 31) % STORED}`;
}

interface Bare {
  insert(name: string): void;
  decrypt(name: string): void;
  close(): void;
}

/** The same durability on the same disk: every insert is a transaction that has reached it. */
function openBare(path: string): Bare {
  const database = new DatabaseSync(path);
  database.exec(`
    pragma journal_mode = wal; pragma synchronous = full; pragma fullfsync = on;
    create table secret (id integer primary key, namespace text not null, name text not null, iv blob, ct blob, tag blob);
    create unique index secret_name on secret (namespace, name);
  `);
  const key = randomBytes(32);
  const insert = database.prepare('insert into secret (namespace, name, iv, ct, tag) values (?, ?, ?, ?, ?)');
  const select = database.prepare('select iv, ct, tag from secret where namespace = ? and name = ?');
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const ct = Buffer.concat([cipher.update(Buffer.alloc(PADDED_BYTES)), cipher.final()]);
  const tag = cipher.getAuthTag();
  return {
    insert: (name) => void insert.run('default', name, iv, ct, tag),
    decrypt: (name) => {
      const row = select.get('default', name);
      const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(row?.iv));
      decipher.setAuthTag(bytesOf(row?.tag));
      decipher.update(bytesOf(row?.ct));
      decipher.final();
    },
    close: () => database.close(),
  };
}

function bytesOf(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) {
    throw new TypeError('the row has no such bytes');
  }
  return value;
}

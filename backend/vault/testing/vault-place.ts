import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DatabaseKind } from '../column-types.ts';
import type { DatabaseUrl } from '../database-url.ts';
import { openVault } from '../open-vault.ts';
import type { SqlVault } from '../sql-vault.ts';
import type { SecureValueDraft } from '../vault.ts';
import { describePostgres, type TestDatabase } from './postgres.ts';

/** A directory of a test's own, perhaps a database beside it, and what it opens there. */
export interface VaultPlace {
  readonly dataDir: string;
  readonly keyFile: string;
  /** Undefined for SQLite, in the directory. */
  readonly databaseUrl: DatabaseUrl | undefined;
  /** Unix milliseconds; the test moves it. */
  now: number;
  /** @param databaseUrl another database than its own. */
  open(databaseUrl?: DatabaseUrl): Promise<SqlVault>;
  /** Runs a statement on the database, past everything of ours. */
  execute(sql: string): Promise<Array<Record<string, unknown>>>;
  /** Another place, with a directory of its own, and the same key ring and database. */
  next(): VaultPlace;
  /** Closes what it has opened, and the places beside it, and removes its directory. */
  leave(): Promise<void>;
}

/** @param database where secrets are kept, unless in SQLite. */
export async function enterVaultPlace(database?: TestDatabase): Promise<VaultPlace> {
  const root = await mkdtemp(join(tmpdir(), 'strongroom-vault-'));
  let places = 0;
  const enter = (dataDir: string, home: string): VaultPlace => {
    const opened: SqlVault[] = [];
    const nextPlaces: VaultPlace[] = [];
    const place: VaultPlace = {
      dataDir,
      keyFile: join(root, 'keyring.json'),
      databaseUrl: database?.url,
      now: 1_700_000_000_000,
      open: async (databaseUrl = place.databaseUrl) => {
        const { keyFile } = place;
        const vault = await openVault({ dataDir, keyFile, databaseUrl, clock: () => place.now });
        opened.push(vault);
        return vault;
      },
      execute: database?.execute ?? (async (sql) => executeSqlite(join(dataDir, 'strongroom.db'), sql)),
      next: () => {
        const directory = join(root, `data-${(places += 1)}`);
        const next = enter(directory, directory);
        nextPlaces.push(next);
        return next;
      },
      leave: async () => {
        await Promise.all([...opened, ...nextPlaces].map((each) => ('leave' in each ? each.leave() : each.close())));
        await rm(home, { recursive: true, force: true });
      },
    };
    return place;
  };
  return enter(join(root, 'data'), root);
}

/** Through SQLite, which knows of the locks of who has the file open too. */
function executeSqlite(path: string, sql: string): Array<Record<string, unknown>> {
  const database = new DatabaseSync(path);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/** Describes behaviour over every kind of database that there is. */
export function describeDatabases(suite: (enter: () => Promise<VaultPlace>, kind: DatabaseKind) => void): void {
  describe('over SQLite', () => suite(() => enterVaultPlace(), 'sqlite'));
  describePostgres('over PostgreSQL', (server) =>
    suite(async () => enterVaultPlace(await server().createDatabase()), 'postgres')
  );
}

/** A draft that says something in every field. */
export function draftOf(name: string, changes: Partial<SecureValueDraft> = {}): SecureValueDraft {
  return {
    namespace: 'default',
    name,
    description: `What ${name} is for`,
    ref: null,
    decrypters: ['k6-cloud', 'synthetic-monitoring'],
    labels: { team: 'sre', 'example.com/tier': 'gold' },
    annotations: { 'example.com/note': ' kept as written ' },
    ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Check', name: 'probe' }],
    ...changes,
  };
}

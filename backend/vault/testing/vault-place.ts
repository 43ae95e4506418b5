import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVault } from '../open-vault.ts';
import type { SqlVault } from '../sql-vault.ts';
import type { SecureValueDraft } from '../vault.ts';

/** A directory of a test's own, and what it opens there. */
export interface VaultPlace {
  readonly dataDir: string;
  readonly keyFile: string;
  /** Unix milliseconds; the test moves it. */
  now: number;
  open(): Promise<SqlVault>;
  /** Closes what is open and removes the directory. */
  leave(): Promise<void>;
}

export async function enterVaultPlace(): Promise<VaultPlace> {
  const root = await mkdtemp(join(tmpdir(), 'strongroom-vault-'));
  const opened: SqlVault[] = [];
  const place: VaultPlace = {
    dataDir: join(root, 'data'),
    keyFile: join(root, 'keyring.json'),
    now: 1_700_000_000_000,
    open: async () => {
      const vault = await openVault({ dataDir: place.dataDir, keyFile: place.keyFile, clock: () => place.now });
      opened.push(vault);
      return vault;
    },
    leave: async () => {
      await Promise.all(opened.map((vault) => vault.close()));
      await rm(root, { recursive: true });
    },
  };
  return place;
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

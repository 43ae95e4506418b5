import { auditDirectory } from '../../audit/chain-id.ts';
import { AuditTrail } from '../../audit/trail.ts';
import type { SqlVault } from '../sql-vault.ts';

/** The audit log of a vault's data directory, as a backend keeps it. */
export function openTrailOf(vault: SqlVault, dataDir: string): Promise<AuditTrail> {
  return AuditTrail.open({
    store: vault.store,
    directory: auditDirectory(dataDir),
    keys: vault.keys,
    logger: { error: () => undefined },
  });
}

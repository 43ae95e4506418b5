import { auditDirectory } from '../../audit/chain-id.ts';
import { AuditTrail } from '../../audit/trail.ts';
import type { SqlVault } from '../sql-vault.ts';

/** The audit log of a vault's data directory, as a backend keeps it. */
export function openTrailOf(vault: SqlVault, dataDir: string): Promise<AuditTrail> {
  const { keyRing } = vault.keys;
  return AuditTrail.open({
    db: vault.db,
    directory: auditDirectory(dataDir),
    chainId: vault.store.chainId,
    keyRing: keyRing.state === 'open' ? keyRing : undefined,
    logger: { error: () => undefined },
  });
}

import type { AwsAvailability } from '../../src/domain/keeper-rules.ts';
import type { StrictRule } from '../setting-table.ts';
import type { KeeperVault } from '../vault/keeper-vault.ts';

/** What the operations of the API group work with. */
export interface ApiContext {
  readonly vault: KeeperVault;
  /** Whether values can be kept in AWS. */
  readonly aws: AwsAvailability;
  /** The documented rules that are enforced, though Grafana does not. */
  readonly strict: ReadonlySet<StrictRule>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

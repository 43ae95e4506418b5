import { KEEPERS } from '../../../src/domain/api-group.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import {
  availabilityFindings,
  keeperFindings,
  reservedNameFindings,
  type AwsAvailability,
} from '../../../src/domain/keeper-rules.ts';
import { keeperServerFindings } from '../../../src/domain/keeper-server-order.ts';
import { labelFindings, recordToRows } from '../../../src/domain/labels.ts';
import { invalid } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';
import type { KeeperDraft } from '../../vault/keeper.ts';
import { keptAnnotations } from '../annotations.ts';
import type { ApiContext } from '../context.ts';
import type { KeeperBody } from './decode.ts';

/** What would be stored. */
export function draftOf({ metadata, spec }: KeeperBody, namespace: string, name: string): KeeperDraft {
  return {
    namespace,
    name,
    spec,
    labels: Object.fromEntries(metadata.labels),
    annotations: keptAnnotations(metadata.annotations),
    ownerReferences: metadata.ownerReferences,
  };
}

/** @throws StatusError 422 with every rule that Grafana would name, for a new keeper and for a change. */
export function requireValid(draft: KeeperDraft, { aws, strict }: ApiContext): void {
  const findings: Array<Finding<string>> = keeperServerFindings(keeperFindings(draft, aws));
  if (strict.has('labels')) {
    findings.push(...labelFindings(recordToRows(draft.labels)));
  }
  refuse(draft.name, findings);
}

/** There is no keeper of that name, and there can be none: Grafana says the latter. @throws StatusError 422 */
export function requireNotReserved(name: string): void {
  refuse(name, reservedNameFindings(name));
}

/** @throws StatusError 422 where the server cannot use what it has. */
export function requireAvailable(name: string, aws: AwsAvailability): void {
  refuse(name, availabilityFindings(aws));
}

function refuse(name: string, findings: ReadonlyArray<Finding<string>>): void {
  if (findings.length > 0) {
    throw new StatusError(invalid(KEEPERS, name, findings));
  }
}

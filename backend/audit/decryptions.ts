import type { DecryptionLog } from '../consumers/decryption-log.ts';
import type { AuditTrail } from './trail.ts';

/** Who asks without a token. */
const NOBODY = 'anonymous';

/**
 * Writes every attempt to read a value to the audit log. A name is written where there is a secret of it, for only then
 * it is one: somebody may have asked by a value.
 *
 * @param now milliseconds since 1970.
 */
export function auditedDecryptions(trail: Pick<AuditTrail, 'record'>, now: () => number): DecryptionLog {
  return {
    record: ({ requestId, source, actor, name, version, outcome }) =>
      trail.record({
        time: new Date(now()).toISOString(),
        operation: 'secure-value.decrypt',
        outcome: outcome.kind,
        ...(outcome.kind === 'allowed' ? {} : { reason: outcome.reason }),
        actor: actor?.decrypter ?? NOBODY,
        tokenId: actor?.tokenId,
        namespace: actor?.namespace,
        ...(version === undefined ? {} : { name, version }),
        source,
        requestId,
      }),
  };
}

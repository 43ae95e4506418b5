import type { FastifyBaseLogger } from 'fastify';
import type { TokenFault } from '../identity/token-register.ts';
import type { TokenId } from '../identity/token-text.ts';
import { LookupError } from './lookup-error.ts';

/** Why a consumer got no value, in truth. Outside, all refusals of a bearer look the same. */
export type RefusalReason =
  /** No token was shown, or one that does not count. */
  | 'no-token'
  | `token-${TokenFault}`
  | 'rate-limited'
  | 'rate-limited-namespace'
  | 'invalid-name'
  | 'invalid-fields'
  | 'unknown-path'
  | 'wrong-method'
  | 'source-not-allowed'
  | 'name-not-allowed'
  | 'absent'
  | 'not-a-decrypter';

/** Why a consumer got no value though it may have it. */
export type FailureReason = 'sealed' | 'busy' | 'changing' | 'unavailable' | 'corrupt' | 'internal';

export type DecryptionOutcome =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  | { readonly kind: 'failed'; readonly reason: FailureReason };

/** Who asked, proven by a token. */
export interface DecryptionActor {
  readonly tokenId: TokenId;
  /** The service identity. */
  readonly decrypter: string;
  readonly namespace: string;
}

/** One attempt to get a value, and what came of it. Holds no value, and nothing that follows from one. */
export interface DecryptionAttempt {
  readonly requestId: string;
  /** `check` is a lookup that wants no value: `HEAD`. */
  readonly operation: 'decrypt' | 'raw' | 'check';
  /** The address that it came from. */
  readonly source: string;
  /** Undefined where nobody proved who they are. */
  readonly actor: DecryptionActor | undefined;
  /** What was asked for, where that has the form of a name. Where it names no secret, it may be anything: a value, too. */
  readonly name: string | undefined;
  /** The version of the secret of that name; undefined where there is none, or none was looked up. */
  readonly version: number | undefined;
  readonly outcome: DecryptionOutcome;
}

/**
 * Told of every attempt, of an allowed one before the value leaves. Where it throws, no value does.
 */
export interface DecryptionLog {
  record(attempt: DecryptionAttempt): Promise<void>;
}

/** @throws LookupError `unavailable` where it cannot be recorded: then nobody gets anything. */
export async function recordOrRefuse(log: DecryptionLog, attempt: DecryptionAttempt): Promise<void> {
  try {
    await log.record(attempt);
  } catch {
    throw new LookupError('unavailable');
  }
}

/** Writes attempts to the log of the service. A name is written where there is a secret of it, for only then it is one. */
export function loggedDecryptions(logger: FastifyBaseLogger): DecryptionLog {
  return {
    record: async ({ requestId, operation, source, actor, name, version, outcome }) => {
      const secret = version === undefined ? {} : { name, version };
      logger.info({ requestId, operation, source, ...actor, ...secret, outcome }, 'decryption');
    },
  };
}

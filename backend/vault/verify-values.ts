import type { Kysely } from 'kysely';
import { type Envelope, type EnvelopeContext, type KeyEncryptionKey, open } from './envelope.ts';
import type { Schema } from './schema.ts';
import { VaultError } from './vault.ts';
import { activeAfter } from './versions.ts';

/** What a check of some stored values found. */
export interface ValuesChecked {
  readonly checked: number;
  /** The secrets whose values do not open, by `namespace/name`. */
  readonly broken: readonly string[];
  /** Where to go on; undefined at the end. */
  readonly next: number | undefined;
}

type KeyById = (id: string) => KeyEncryptionKey | undefined;

/** Values that are opened in one go: each takes some 20 microseconds. */
const BATCH_MAX = 1_000;

/**
 * Opens stored values, and forgets each at once.
 *
 * @param after where to begin: 0, or `next` of the call before.
 */
export async function verifyValues(db: Kysely<Schema>, keyById: KeyById, after: number): Promise<ValuesChecked> {
  const versions = await activeAfter(db, after, BATCH_MAX);
  return {
    checked: versions.length,
    broken: versions
      .filter(({ stored, envelope }) => !opens(envelope, stored, keyById))
      .map(({ stored: { namespace, name } }) => `${namespace}/${name}`),
    next: versions.length < BATCH_MAX ? undefined : versions.at(-1)?.id,
  };
}

function opens(envelope: Envelope | undefined, context: EnvelopeContext, keyById: KeyById): boolean {
  if (envelope === undefined) {
    return false;
  }
  try {
    open(envelope, context, keyById).wipe();
    return true;
  } catch (error) {
    if (error instanceof VaultError && error.code === 'corrupt') {
      return false;
    }
    throw error;
  }
}

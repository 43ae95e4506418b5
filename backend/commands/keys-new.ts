import type { CommandAnswer } from '../control/command-answer.ts';
import { startFailure } from '../start-error.ts';
import type { PassphrasePlace } from '../vault/key-place.ts';
import { newRingKey, type RingKeys, withActive } from '../vault/key-ring.ts';
import { fileKeySource } from '../vault/key-source.ts';

export interface NewRing {
  /** Where there is no file yet. */
  readonly out: string;
  /** A key ring whose keys are to decrypt in the new one. */
  readonly after: string | undefined;
}

/** Makes a key ring in a file, for a place that the backend only reads, or for several. It touches no store. */
export async function makeKeyRing(
  { out, after }: NewRing,
  passphrase: PassphrasePlace | undefined,
  now: number
): Promise<CommandAnswer> {
  try {
    const active = newRingKey(now);
    const before = after === undefined ? undefined : await fileKeySource(after, passphrase).read();
    if (before !== undefined && before.found !== 'ring') {
      const what =
        before.found === 'none' ? 'is not there' : 'is protected by another passphrase than the one that is set';
      return { kind: 'failed', message: `the key ring of --after ${what}` };
    }
    const keys: RingKeys =
      before === undefined ? { active, decryptOnly: [], retired: [] } : withActive(before.keys, active);
    await fileKeySource(out, passphrase).create(keys);
    return { kind: 'done', output: `${active.id}\n` };
  } catch (error) {
    return { kind: 'failed', message: startFailure(error) };
  }
}

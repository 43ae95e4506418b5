import { seal } from '../envelope.ts';
import { SecretValue } from '../secret-value.ts';
import type { SqlVault } from '../sql-vault.ts';
import { insertActive, insertEnvelope } from '../versions.ts';
import { draftOf } from './vault-place.ts';

/** What a program that changes keys says, one JSON text a line. */
export type RotationLine =
  | { readonly kind: 'started' }
  /** The change of keys has come to a point where the program does no more of it. */
  | { readonly kind: 'halted' }
  /** The old key is retired. */
  | { readonly kind: 'done'; readonly reads: number; readonly writes: number }
  /** A read or a write failed, or gave what it should not. */
  | { readonly kind: 'failed'; readonly code: string };

export const rotatedName = (index: number): string => `rotated-${index}`;

/** What the value of a secret begins with, whoever wrote it. */
export const rotatedValue = (name: string): string => `value of ${name} `;

/** Adds so many secrets in one transaction. */
export async function fill({ store, keys }: SqlVault, count: number): Promise<void> {
  const { active } = keys.requireOpen();
  await store.inTurn(['fill'], async (trx) => {
    for (let index = 0; index < count; index += 1) {
      const name = rotatedName(index);
      const draft = draftOf(name);
      const stored = {
        ...draft,
        uid: `uid-${index}`,
        version: 1,
        keeper: 'system',
        externalId: '',
        createdAt: 1,
        createdBy: 'user:ada',
        updatedAt: 1,
        updatedBy: 'user:ada',
      };
      const value = SecretValue.fromUtf8(rotatedValue(name));
      const envelope = value.use((bytes) => seal(bytes, stored, active));
      await insertEnvelope(trx, await insertActive(trx, stored), envelope);
    }
  });
}

/** Reads a secret. Throws unless it has its value. */
export async function readRotated(vault: SqlVault, index: number): Promise<void> {
  const name = rotatedName(index);
  const text = (await vault.reveal('default', name)).use(String);
  if (!text.startsWith(rotatedValue(name))) {
    throw new Error('a value of another secret');
  }
}

/** What a failure is called in a line. */
export function codeOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}` : 'unknown';
}

import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export interface LeaseRequest {
  /** Of the work. */
  readonly name: string;
  /** Of the backend. */
  readonly holder: string;
  /** Unix seconds. */
  readonly now: number;
  readonly durationSeconds: number;
}

/** Takes a work for a backend, or keeps it; false where another has it. It ends by itself, should its holder be gone. */
export async function takeLease(
  db: Kysely<Schema>,
  { name, holder, now, durationSeconds }: LeaseRequest
): Promise<boolean> {
  const expires_at = now + durationSeconds;
  const taken = await db
    .insertInto('lease')
    .values({ name, holder, expires_at })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder, expires_at })
        .where(({ eb, or }) => or([eb('lease.holder', '=', holder), eb('lease.expires_at', '<=', now)]))
    )
    .returning('holder')
    .executeTakeFirst();
  return taken !== undefined;
}

import { TOKEN_LIFETIME_MAX_DAYS } from '../../src/domain/decrypter-token-rules.ts';
import type { Parsed } from '../setting-values.ts';

const DAY_SECONDS = 24 * 60 * 60;
const UNIT_SECONDS: Readonly<Record<string, number>> = { m: 60, h: 60 * 60, d: DAY_SECONDS };
const LIFETIME = /^([1-9][0-9]*)([mhd])$/;

/**
 * How long a token lives where nobody says: for management, a working day and the night around it; for a decrypter,
 * longer than a test runs.
 */
export const DEFAULT_LIFETIMES = { management: '24h', decrypter: '1h' } as const;

const RULE = `must be a whole number followed by m, h or d, such as 90m, 24h or 30d, and at most ${TOKEN_LIFETIME_MAX_DAYS}d`;

/** Reads a lifetime, `90m`, `24h` or `30d`, into seconds: from a minute to 90 days. */
export function parseLifetime(text: string): Parsed<number> {
  const [, count, unit = ''] = LIFETIME.exec(text) ?? [];
  const seconds = Number(count) * (UNIT_SECONDS[unit] ?? NaN);
  return seconds <= TOKEN_LIFETIME_MAX_DAYS * DAY_SECONDS ? { ok: true, value: seconds } : { ok: false, rule: RULE };
}

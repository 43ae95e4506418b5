import { systemErrorCode } from './system-error.ts';
import { VaultError } from './vault.ts';

/**
 * A statement that the database refused. By SQLSTATE alone (PostgreSQL, appendix A): the server's own messages repeat
 * what was to be stored.
 */
export class PostgresError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`postgres: ${code}`);
    this.name = 'PostgresError';
    this.code = code;
  }
}

/** The database cannot be used now; `reason` is the code of what happened, for those who run it. */
export class DatabaseUnavailableError extends VaultError {
  readonly reason: string;

  constructor(reason: string) {
    super('unavailable');
    this.reason = reason;
  }
}

/** SQLSTATE: five digits and upper-case letters. */
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * What another attempt, or another connection, may find gone: connection exceptions (08), transaction rollbacks (40),
 * insufficient resources (53), operator interventions such as a shutdown (57), failures of the server's system (58); a
 * lock that was not to be had in time, a server that only reads, as after a failover, and a connection that idled.
 */
const PASSING = /^(08|40|53|57|58)|^(55P03|25006|25P03)$/;

/** Errors of node-postgres that have no code, by how their messages begin; and the code they get here. */
const MESSAGES: ReadonlyArray<readonly [RegExp, string]> = [
  [/^SASL/, 'NO_PASSWORD'],
  [/^The server does not support SSL/, 'NO_TLS'],
  [/timeout/i, 'ETIMEDOUT'],
  [/^(Connection terminated|Client )/, 'ECONNRESET'],
];

/** The code of an error from node-postgres: SQLSTATE where the server sent it, or one in the way of the system's. */
export function postgresErrorCode(error: unknown): string {
  const code = systemErrorCode(error);
  if (code !== undefined || !(error instanceof Error)) {
    return code ?? 'UNKNOWN';
  }
  return MESSAGES.find(([begins]) => begins.test(error.message))?.[1] ?? 'UNKNOWN';
}

export function isFromServer(error: unknown): boolean {
  const code = systemErrorCode(error);
  return (
    code !== undefined && SQLSTATE.test(code) && typeof error === 'object' && error !== null && 'severity' in error
  );
}

/** An error of a statement, as the rest of the program may see it. */
export function fromStatement(error: unknown): Error {
  const code = postgresErrorCode(error);
  return isFromServer(error) && !PASSING.test(code) ? new PostgresError(code) : new DatabaseUnavailableError(code);
}

import { SchemaError } from './migrations.ts';
import { DatabaseUnavailableError, PostgresError } from './postgres-errors.ts';

/** The setting that all of this is about, as `--help` names it. */
const SETTING = 'SECRETS_DATABASE_URL';

/** Why the database of the URL cannot be used, and the way out. Never holds a part of the URL. */
export class DatabaseStartError extends Error {
  constructor(problem: string) {
    super(`${SETTING}: ${problem}`);
    this.name = 'DatabaseStartError';
  }
}

/** By SQLSTATE (PostgreSQL, appendix A), or the code of TLS or of the system. */
const PROBLEMS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(28...|NO_PASSWORD)$/, 'the server does not let this user in with this password; correct them, or pg_hba.conf'],
  [/^3D000$/, 'the server has no database of that name; create it, or correct the name'],
  [/^42501$/, 'the user may not create tables there; make it the owner of the database'],
  [/^53300$/, 'the server has no connection left; raise its max_connections, or stop others'],
  [/^57P03$/, 'the server starts or stops; try again in a moment'],
  [/^25006$/, 'the server only reads; name the primary of the cluster'],
  [/^NO_TLS$/, 'the server does not speak TLS, which sslmode asks for; set it up there, or correct sslmode'],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_(TLS|SSL)_/,
    "the server's certificate is not trusted; name that of its authority by sslrootcert",
  ],
];

/** An error of a start as whoever starts the service may read it; one that has a message of its own stays as it is. */
export function databaseStartError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) {
    return error;
  }
  const known = PROBLEMS.find(([codes]) => codes.test(code))?.[1];
  return known === undefined && !(error instanceof DatabaseUnavailableError)
    ? error
    : new DatabaseStartError(
        `${known ?? 'the server cannot be reached; start it, or correct its host and port'} (${code})`
      );
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof DatabaseUnavailableError) {
    return error.reason;
  }
  const cause = error instanceof SchemaError ? error.cause : error;
  return cause instanceof PostgresError ? cause.code : undefined;
}

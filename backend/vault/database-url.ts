import { inspect } from 'node:util';
import { isLoopback } from '../loopback.ts';
import { REDACTED } from './secret-value.ts';

/** Where a PostgreSQL server and a database on it are, and the password for it: never printed. */
export class DatabaseUrl {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /**
   * Reads `postgres://user:password@host:port/database?sslmode=…`, with whatever else node-postgres takes. Undefined
   * for a text that is no such URL, or names no database. A socket is written as `postgres:///database?host=/directory`.
   */
  static parse(text: string): DatabaseUrl | undefined {
    // A literal `#` would silently cut a password short.
    if (!/^postgres(ql)?:\/\/[^\s#\0]*$/.test(text) || !URL.canParse(text)) {
      return undefined;
    }
    const { pathname } = new URL(text);
    return /^\/[^/]+$/.test(pathname) && isDecodable(text) ? new DatabaseUrl(text) : undefined;
  }

  /** Whether what goes to another machine and comes from there can be read on the way, as without `sslmode`. */
  get isPlain(): boolean {
    const { hostname, searchParams } = new URL(this.#text);
    const host = searchParams.get('host') ?? decodeURIComponent(hostname);
    const isLocal = host === '' || host.startsWith('/') || isLoopback(host.replace(/^\[(.+)\]$/, '$1'));
    const asksForTls = ['sslmode', 'ssl', 'sslrootcert', 'sslnegotiation'].some((name) => searchParams.has(name));
    return !isLocal && (!asksForTls || searchParams.get('sslmode') === 'disable');
  }

  /** The URL itself, for the driver alone. */
  get connectionString(): string {
    return this.#text;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}

/** Every `%` begins an escape of UTF-8; node-postgres would take others for plain text, or fail later. */
function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';
import { TokenDigest } from './identity/token-digest.ts';
import { UpstreamToken } from './upstream/upstream-token.ts';
import { DatabaseUrl } from './vault/database-url.ts';

/** What a setting's text was read as, or the rule it breaks. A rule never repeats the text: it may be a secret. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rule: string };

export type Parser<T> = (text: string) => Parsed<T>;

/** 32 of the 94 visible characters hold 209 bits when drawn at random. */
const TOKEN_MIN_LENGTH = 32;
/** Keeps an `Authorization` header well inside the 16 KiB that Node allows for all headers. */
const TOKEN_MAX_LENGTH = 512;

/** No credential of a Grafana is shorter (service account tokens have 46 characters, the old API keys more). */
const UPSTREAM_TOKEN_MIN_LENGTH = 16;
/** A signed token can be long; Grafana takes 16 KiB of headers, or what is in front of it even less. */
const UPSTREAM_TOKEN_MAX_LENGTH = 4096;

const CREDENTIAL_NAME = /^[A-Za-z0-9._-]{1,255}$/;
const VISIBLE_ASCII = /^[\x21-\x7e]*$/;
const SERVER_ADDRESS = /^https?:\/\/[^/?#@\s\\]+(\/?|(?:\/[A-Za-z0-9._~-]+)+\/?)$/;
const WHOLE_NUMBER = /^(0|[1-9][0-9]{0,14})$/;
const HOST_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/i;

export function wholeNumber(min: number, max: number): Parser<number> {
  return (text) => {
    const value = Number(text);
    return WHOLE_NUMBER.test(text) && value >= min && value <= max
      ? accept(value)
      : refuse(`must be a whole number from ${min} to ${max}`);
  };
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]): Parser<Choice> {
  return (text) => {
    const choice = choices.find((known) => known === text);
    return choice === undefined ? refuse(`must be one of: ${choices.join(', ')}`) : accept(choice);
  };
}

export function commaList<const Choice extends string>(choices: readonly Choice[]): Parser<ReadonlySet<Choice>> {
  const parseItem = oneOf(choices);
  return (text) => {
    const chosen = new Set<Choice>();
    for (const item of text.split(',')) {
      const parsed = parseItem(item);
      if (!parsed.ok || chosen.has(parsed.value)) {
        return refuse(`must be a comma list, without spaces or repeats, of: ${choices.join(', ')}`);
      }
      chosen.add(parsed.value);
    }
    return accept(chosen);
  };
}

export const path: Parser<string> = (text) =>
  text === '' || text.includes('\0') ? refuse('must be the path of a file or directory') : accept(text);

/** systemd.exec(5): a file name, here of unremarkable characters. */
export const credentialName: Parser<string> = (text) =>
  CREDENTIAL_NAME.test(text) && text !== '.' && text !== '..'
    ? accept(text)
    : refuse(
        'must be the name of a credential: up to 255 letters, digits, dots, dashes and underscores, without a path'
      );

/** A program and its arguments. */
export const command: Parser<readonly [string, ...string[]]> = (text) => {
  const [program, ...args] = stringsIn(text) ?? [];
  return program !== undefined && isAbsolute(program) && [program, ...args].every((each) => !each.includes('\0'))
    ? accept([program, ...args])
    : refuse('must be a JSON array of strings: the absolute path of a program, and its arguments; no shell reads it');
};

export const host: Parser<string> = (text) =>
  isIP(text) !== 0 || HOST_NAME.test(text)
    ? accept(text)
    : refuse('must be an IP address or a host name, without port or brackets');

/** Reads a token into its digest, so that no setting holds a token. */
export const token: Parser<TokenDigest> = (text) =>
  text.length >= TOKEN_MIN_LENGTH && text.length <= TOKEN_MAX_LENGTH && VISIBLE_ASCII.test(text)
    ? accept(TokenDigest.of(text))
    : refuse(
        `must be ${TOKEN_MIN_LENGTH} to ${TOKEN_MAX_LENGTH} visible ASCII characters; make one with: openssl rand -hex 32`
      );

/** The address of a database, with the password for it. */
export const databaseUrl: Parser<DatabaseUrl> = (text) => {
  const url = DatabaseUrl.parse(text);
  return url === undefined
    ? refuse(
        'must be postgres://user:password@host:port/database, with ?sslmode=verify-full for TLS; special characters ' +
          'of user and password as %40, and a socket as postgres://user:password@localhost/database?host=/directory'
      )
    : accept(url);
};

/** The address of a whole server: `https://secrets.example.com`, `http://127.0.0.1:3000`. */
export const origin: Parser<URL> = (text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBareOrigin = url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/`;
  return isBareOrigin && !/[?#\s]/.test(text)
    ? accept(url)
    : refuse('must be http:// or https:// with a host and perhaps a port, and nothing after it');
};

/** The address of a server that may be served below a path: `https://example.com/grafana`. */
export const originWithPath: Parser<URL> = (text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [, path] = SERVER_ADDRESS.exec(text) ?? [];
  // A path that is not written as it is read (`/a/../b`, `/%2e`) is a mistake.
  return url !== undefined && path !== undefined && url.pathname === (path === '' ? '/' : path)
    ? accept(url)
    : refuse('must be http:// or https:// with a host, and perhaps a port and a path, and nothing after it');
};

/** Reads a token that has to be sent, into what shows it nowhere else. */
export const upstreamToken: Parser<UpstreamToken> = (text) =>
  text.length >= UPSTREAM_TOKEN_MIN_LENGTH && text.length <= UPSTREAM_TOKEN_MAX_LENGTH && VISIBLE_ASCII.test(text)
    ? accept(UpstreamToken.of(text))
    : refuse(
        `must be ${UPSTREAM_TOKEN_MIN_LENGTH} to ${UPSTREAM_TOKEN_MAX_LENGTH} visible ASCII characters: the token alone, of a service account of that Grafana`
      );

function stringsIn(json: string): readonly string[] | undefined {
  try {
    const items: unknown = JSON.parse(json);
    return Array.isArray(items) && items.every((item) => typeof item === 'string') ? items : undefined;
  } catch {
    return undefined;
  }
}

function accept<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

function refuse(rule: string): { readonly ok: false; readonly rule: string } {
  return { ok: false, rule };
}

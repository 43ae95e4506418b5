import {
  command,
  commaList,
  credentialName,
  databaseUrl,
  host,
  oneOf,
  origin,
  originWithPath,
  type Parser,
  path,
  token,
  upstreamToken,
  wholeNumber,
} from './setting-values.ts';

/** The two ways to run the service: with the stand-alone page, or alone beside a Grafana. */
export type Program = 'standalone' | 'backend';

const STRICT_RULES = ['description', 'resourceVersion', 'labels'] as const;
export type StrictRule = (typeof STRICT_RULES)[number];

const COSTUMES = ['enterprise', 'oss'] as const;
/** Which Grafana the stand-alone page plays: one with the built-in API group, or one without. */
export type Costume = (typeof COSTUMES)[number];

const SWITCH = ['off', 'on'] as const;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One row of the table: what `--help` prints, and what reads it. */
export interface Setting<T> {
  readonly name: string;
  readonly parse: Parser<T & {}>;
  /** The value where the variable is absent. */
  readonly fallback: (program: Program) => T;
  readonly shownDefault: string;
  readonly meaning: string;
}

const DEFAULT_PORT: Readonly<Record<Program, number>> = { standalone: 3000, backend: 3001 };
/** Of the key ring in the data directory. */
export const KEY_FILE_NAME = 'keyring.json';

/** Kubernetes' limit of a request body: 3 MiB. */
const DEFAULT_BODY_BYTES = 3_145_728;

/** Node's own limit. */
const DEFAULT_HEADER_BYTES = 16_384;
const MIN_HEADER_BYTES = 4_096;
const MAX_HEADER_BYTES = 65_536;

/** Long for any client. A request has to be here before Kubernetes' 34 seconds for handling it are over. */
const DEFAULT_HEADERS_SECONDS = 20;
const MAX_REQUEST_SECONDS = 30;

/** Two and a half times what Kubernetes lets in at once by default (`--max-requests-inflight`: 400). */
const DEFAULT_CONCURRENT = 1_024;
const DEFAULT_CONCURRENT_PER_CALLER = 256;
const MAX_CONCURRENT = 65_536;

/** 200 a second, all the time: more than a person or a pipeline asks for. */
const DEFAULT_REQUESTS_PER_MINUTE = 12_000;
const DEFAULT_FAILED_TOKENS_PER_MINUTE = 100;
const MAX_PER_MINUTE = 60_000_000;

const MIN_BODY_BYTES = 1_024;
const MAX_BODY_BYTES = 67_108_864;

/** Twice what k6 asks for at most (300 a minute by default), and enough for 100 virtual users that start together. */
const DEFAULT_LOOKUPS_PER_MINUTE = 600;
const DEFAULT_LOOKUPS_AT_ONCE = 100;
const DEFAULT_LOOKUPS_PER_MINUTE_PER_NAMESPACE = 3_000;
/** A program with a wrong token asks for each of its secrets once. */
const DEFAULT_FAILED_LOOKUPS_PER_MINUTE = 10;
const DEFAULT_CONCURRENT_DECRYPTIONS = 256;

/** Every setting there is. */
export const TABLE = {
  port: {
    ...withDefault('PORT', wholeNumber(0, 65_535), DEFAULT_PORT.standalone, 'port to listen on; 0 takes any free one'),
    fallback: (program: Program) => DEFAULT_PORT[program],
    shownDefault: `${DEFAULT_PORT.standalone} (${DEFAULT_PORT.backend} for backend)`,
  },
  host: withDefault('HOST', host, '127.0.0.1', 'address to listen on'),
  tlsCertificate: optional('SECRETS_TLS_CERT', path, 'file of the certificate chain (PEM), to serve TLS'),
  tlsKey: optional('SECRETS_TLS_KEY', path, 'file of its private key (PEM)'),
  publicUrl: optional('SECRETS_PUBLIC_URL', origin, 'address that users see: host checks, links', 'from the above'),
  dataDir: withDefault('SECRETS_DATA_DIR', path, './data', 'directory of the database and its lock'),
  databaseUrl: optional('SECRETS_DATABASE_URL', databaseUrl, 'PostgreSQL database instead, which backends may share'),
  keyFile: optional(
    'SECRETS_KEY_FILE',
    path,
    'key ring, mode 0600, made at the first start; keep it outside the data directory',
    `<data>/${KEY_FILE_NAME}`
  ),
  keyCredential: optional(
    'SECRETS_KEY_CREDENTIAL',
    credentialName,
    'key ring in a credential of systemd instead, which is only read'
  ),
  keyCommand: optional(
    'SECRETS_KEY_COMMAND',
    command,
    'command that prints the key ring instead: ["/path/of/program", "argument"]'
  ),
  passphraseFile: optional(
    'SECRETS_KEY_PASSPHRASE_FILE',
    path,
    'file, mode 0600, with the passphrase that protects the key ring'
  ),
  passphraseCredential: optional(
    'SECRETS_KEY_PASSPHRASE_CREDENTIAL',
    credentialName,
    'that passphrase in a credential of systemd instead'
  ),
  adminToken: optional('SECRETS_ADMIN_TOKEN', token, 'a known administrator token, for automation and tests'),
  grafanaToken: optional('SECRETS_GRAFANA_TOKEN', token, "shared secret that Grafana's plugin routes send"),
  upstreamUrl: optional('SECRETS_UPSTREAM_URL', originWithPath, 'Grafana to forward the API group to, with its path'),
  upstreamToken: optional('SECRETS_UPSTREAM_TOKEN', upstreamToken, 'token of a service account of that Grafana'),
  strict: withDefault<ReadonlySet<StrictRule>>(
    'SECRETS_STRICT',
    commaList(STRICT_RULES),
    new Set(),
    `documented rules to enforce, a comma list of ${STRICT_RULES.join(', ')}`,
    '-'
  ),
  awsKeepers: withDefault(
    'SECRETS_AWS_KEEPERS',
    oneOf(SWITCH),
    'off',
    'on: let administrators set up keepers in AWS Secrets Manager, where the build has a client for it'
  ),
  costume: withDefault<Costume>(
    'SECRETS_STANDALONE',
    oneOf(COSTUMES),
    'enterprise',
    'the Grafana that the stand-alone page plays: enterprise (with the API group) or oss (without)'
  ),
  bodyLimitBytes: withDefault(
    'SECRETS_LIMIT_BODY_BYTES',
    wholeNumber(MIN_BODY_BYTES, MAX_BODY_BYTES),
    DEFAULT_BODY_BYTES,
    'longest request body, in bytes'
  ),
  headerBytes: withDefault(
    'SECRETS_LIMIT_HEADER_BYTES',
    wholeNumber(MIN_HEADER_BYTES, MAX_HEADER_BYTES),
    DEFAULT_HEADER_BYTES,
    'all headers of a request, in bytes (431)'
  ),
  headersSeconds: withDefault(
    'SECRETS_LIMIT_HEADERS_SECONDS',
    wholeNumber(1, MAX_REQUEST_SECONDS),
    DEFAULT_HEADERS_SECONDS,
    'time for all headers of a request to arrive (408)'
  ),
  requestSeconds: withDefault(
    'SECRETS_LIMIT_REQUEST_SECONDS',
    wholeNumber(1, MAX_REQUEST_SECONDS),
    MAX_REQUEST_SECONDS,
    'time for a whole request to arrive (408)'
  ),
  concurrentRequests: withDefault(
    'SECRETS_LIMIT_CONCURRENT_REQUESTS',
    wholeNumber(1, MAX_CONCURRENT),
    DEFAULT_CONCURRENT,
    'requests of all callers at once; who has an even share of them gets 503'
  ),
  concurrentRequestsPerCaller: withDefault(
    'SECRETS_LIMIT_CONCURRENT_REQUESTS_PER_CALLER',
    wholeNumber(1, MAX_CONCURRENT),
    DEFAULT_CONCURRENT_PER_CALLER,
    'requests of one caller at once (429)'
  ),
  requestsPerMinutePerCaller: withDefault(
    'SECRETS_LIMIT_REQUESTS_PER_MINUTE_PER_CALLER',
    wholeNumber(1, MAX_PER_MINUTE),
    DEFAULT_REQUESTS_PER_MINUTE,
    'requests of one caller in a minute (429)'
  ),
  failedTokensPerMinute: withDefault(
    'SECRETS_LIMIT_FAILED_TOKENS_PER_MINUTE',
    wholeNumber(1, MAX_PER_MINUTE),
    DEFAULT_FAILED_TOKENS_PER_MINUTE,
    'wrong tokens from one address in a minute, before 401 becomes 429'
  ),
  lookupsPerMinute: withDefault(
    'SECRETS_LIMIT_LOOKUPS_PER_MINUTE',
    wholeNumber(1, MAX_PER_MINUTE),
    DEFAULT_LOOKUPS_PER_MINUTE,
    'values that one token may read in a minute (429)'
  ),
  lookupsAtOnce: withDefault(
    'SECRETS_LIMIT_LOOKUPS_AT_ONCE',
    wholeNumber(1, MAX_PER_MINUTE),
    DEFAULT_LOOKUPS_AT_ONCE,
    'values that one token may read at once (429)'
  ),
  lookupsPerMinutePerNamespace: withDefault(
    'SECRETS_LIMIT_LOOKUPS_PER_MINUTE_PER_NAMESPACE',
    wholeNumber(1, MAX_PER_MINUTE),
    DEFAULT_LOOKUPS_PER_MINUTE_PER_NAMESPACE,
    'values that the tokens of one namespace may read in a minute (429)'
  ),
  failedLookupsPerMinute: withDefault(
    'SECRETS_LIMIT_FAILED_LOOKUPS_PER_MINUTE',
    wholeNumber(1, MAX_PER_MINUTE),
    DEFAULT_FAILED_LOOKUPS_PER_MINUTE,
    'lookups with wrong tokens from one address in a minute, before each 401 is a second late'
  ),
  concurrentDecryptions: withDefault(
    'SECRETS_LIMIT_CONCURRENT_DECRYPTIONS',
    wholeNumber(1, MAX_CONCURRENT),
    DEFAULT_CONCURRENT_DECRYPTIONS,
    'secrets that are decrypted at once (503)'
  ),
  logLevel: withDefault<LogLevel>('LOG_LEVEL', oneOf(LOG_LEVELS), 'info', LOG_LEVELS.join(', ')),
};

function optional<T extends {}>(
  name: string,
  parse: Parser<T>,
  meaning: string,
  shownDefault = '-'
): Setting<T | undefined> {
  return { name, parse, fallback: () => undefined, shownDefault, meaning };
}

function withDefault<T extends {}>(
  name: string,
  parse: Parser<T>,
  fallback: T,
  meaning: string,
  shownDefault = String(fallback)
): Setting<T> {
  return { name, parse, fallback: () => fallback, shownDefault, meaning };
}

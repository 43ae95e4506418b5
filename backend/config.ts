import { join } from 'node:path';
import type { TokenDigest } from './identity/token-digest.ts';
import { isLoopback } from './loopback.ts';
import { commaList, host, oneOf, origin, path, token, wholeNumber, type Parser } from './setting-values.ts';

/** The two ways to run the service: with the stand-alone page, or alone beside a Grafana. */
export type Program = 'standalone' | 'backend';

export const STRICT_RULES = ['description', 'resourceVersion', 'labels'] as const;
export type StrictRule = (typeof STRICT_RULES)[number];

export const COSTUMES = ['enterprise', 'oss'] as const;
/** Which Grafana the stand-alone page plays: one with the built-in API group, or one without. */
export type Costume = (typeof COSTUMES)[number];

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Everything that can be set, read and checked. Tokens are kept as digests alone. */
export interface Settings {
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  /** The files of the certificate chain and its key, or plain HTTP. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  /** Undefined where it follows from where the service listens. */
  readonly publicUrl: URL | undefined;
  readonly dataDir: string;
  readonly keyFile: string;
  readonly adminToken: TokenDigest | undefined;
  readonly grafanaToken: TokenDigest | undefined;
  readonly strict: ReadonlySet<StrictRule>;
  readonly costume: Costume;
  readonly bodyLimitBytes: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** Why a setting was refused. Never holds what was set. */
export interface SettingProblem {
  readonly name: string;
  readonly rule: string;
}

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

/** One row of the table: what `--help` prints, and what reads it. */
interface Setting<T> {
  readonly name: string;
  readonly parse: Parser<T & {}>;
  /** The value where the variable is absent. */
  readonly fallback: (program: Program) => T;
  readonly shownDefault: string;
  readonly meaning: string;
}

const DEFAULT_PORT: Readonly<Record<Program, number>> = { standalone: 3000, backend: 3001 };
const KEY_FILE_NAME = 'keyring.json';

/** Kubernetes' limit of a request body: 3 MiB. */
const DEFAULT_BODY_BYTES = 3_145_728;

const MIN_BODY_BYTES = 1_024;
const MAX_BODY_BYTES = 67_108_864;

/** Every setting there is. */
const TABLE = {
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
  keyFile: optional(
    'SECRETS_KEY_FILE',
    path,
    'key ring, mode 0600, made at the first start; keep it outside the data directory',
    `<data>/${KEY_FILE_NAME}`
  ),
  adminToken: optional('SECRETS_ADMIN_TOKEN', token, 'a known administrator token, for automation and tests'),
  grafanaToken: optional('SECRETS_GRAFANA_TOKEN', token, "shared secret that Grafana's plugin routes send"),
  strict: withDefault<ReadonlySet<StrictRule>>(
    'SECRETS_STRICT',
    commaList(STRICT_RULES),
    new Set(),
    `documented rules to enforce, a comma list of ${STRICT_RULES.join(', ')}`,
    '-'
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
  logLevel: withDefault<Settings['logLevel']>('LOG_LEVEL', oneOf(LOG_LEVELS), 'info', LOG_LEVELS.join(', ')),
};

const OWN_PREFIX = 'SECRETS_';
const KNOWN_NAMES: ReadonlySet<string> = new Set(Object.values(TABLE).map(({ name }) => name));

/**
 * Reads the settings from the environment. All problems are found at once, each with its rule and the way out; none
 * shows what was set.
 */
export function readSettings(env: NodeJS.ProcessEnv, program: Program = 'standalone'): SettingsReading {
  const problems: SettingProblem[] = unknownNames(env);
  const read = <T>({ name, parse, fallback }: Setting<T>): T => {
    const text = env[name];
    if (text === undefined) {
      return fallback(program);
    }
    const parsed = parse(text);
    if (!parsed.ok) {
      problems.push({ name, rule: parsed.rule });
    }
    return parsed.ok ? parsed.value : fallback(program);
  };

  const certificateFile = read(TABLE.tlsCertificate);
  const keyFileOfTls = read(TABLE.tlsKey);
  const dataDir = read(TABLE.dataDir);
  const settings: Settings = {
    port: read(TABLE.port),
    host: read(TABLE.host),
    tls:
      certificateFile === undefined || keyFileOfTls === undefined
        ? undefined
        : { certificateFile, keyFile: keyFileOfTls },
    publicUrl: read(TABLE.publicUrl),
    dataDir,
    keyFile: read(TABLE.keyFile) ?? join(dataDir, KEY_FILE_NAME),
    adminToken: read(TABLE.adminToken),
    grafanaToken: read(TABLE.grafanaToken),
    strict: read(TABLE.strict),
    costume: read(TABLE.costume),
    bodyLimitBytes: read(TABLE.bodyLimitBytes),
    logLevel: read(TABLE.logLevel),
  };
  if (problems.length === 0) {
    problems.push(
      ...halfTls(certificateFile, keyFileOfTls),
      ...exposedWithoutProtection(settings),
      ...sharedToken(settings)
    );
  }
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems };
}

/** The table of settings as `--help` prints it. */
export function settingsHelp(): string {
  const rows = Object.values(TABLE).map(({ name, shownDefault, meaning }) => [name, shownDefault, meaning] as const);
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const defaultWidth = Math.max(...rows.map(([, shownDefault]) => shownDefault.length));
  return rows
    .map(([name, shown, meaning]) => `  ${name.padEnd(nameWidth)}  ${shown.padEnd(defaultWidth)}  ${meaning}`)
    .join('\n');
}

function unknownNames(env: NodeJS.ProcessEnv): SettingProblem[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(OWN_PREFIX) && !KNOWN_NAMES.has(name))
    .map((name) => ({ name, rule: 'is not a setting; remove it, or see --help for every name' }));
}

function halfTls(certificateFile: string | undefined, keyFile: string | undefined): SettingProblem[] {
  if ((certificateFile === undefined) === (keyFile === undefined)) {
    return [];
  }
  const missing = certificateFile === undefined ? TABLE.tlsCertificate : TABLE.tlsKey;
  const present = certificateFile === undefined ? TABLE.tlsKey : TABLE.tlsCertificate;
  return [{ name: missing.name, rule: `must be set too where ${present.name} is` }];
}

function exposedWithoutProtection({ host, tls, publicUrl, grafanaToken }: Settings): SettingProblem[] {
  const isProtected = tls !== undefined || publicUrl?.protocol === 'https:' || grafanaToken !== undefined;
  if (isLoopback(host) || isProtected) {
    return [];
  }
  const rule =
    'must be a loopback address such as 127.0.0.1, or secrets would cross the network in the clear; to listen on ' +
    `another, set ${TABLE.tlsCertificate.name} and ${TABLE.tlsKey.name} (serve TLS), ${TABLE.publicUrl.name}=https://… ` +
    `(TLS in front), or ${TABLE.grafanaToken.name} (reached by Grafana only)`;
  return [{ name: TABLE.host.name, rule }];
}

/** Grafana keeps its token in its own settings: whoever reads it there must not become an administrator. */
function sharedToken({ adminToken, grafanaToken }: Settings): SettingProblem[] {
  return adminToken !== undefined && grafanaToken?.equals(adminToken)
    ? [{ name: TABLE.grafanaToken.name, rule: `must differ from ${TABLE.adminToken.name}` }]
    : [];
}

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

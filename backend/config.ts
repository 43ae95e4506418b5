import { join } from 'node:path';
import type { LookupLimits } from './consumers/lookup-limits.ts';
import type { Limits } from './http/limits.ts';
import type { TokenDigest } from './identity/token-digest.ts';
import { isLoopback } from './loopback.ts';
import {
  KEY_FILE_NAME,
  TABLE,
  type Costume,
  type LogLevel,
  type Program,
  type Setting,
  type StrictRule,
} from './setting-table.ts';
import type { Upstream } from './upstream/upstream.ts';
import type { DatabaseUrl } from './vault/database-url.ts';
import type { ForeignKeys, PassphrasePlace } from './vault/key-place.ts';

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
  /** The PostgreSQL database that is used instead of one in the data directory. */
  readonly databaseUrl: DatabaseUrl | undefined;
  readonly keyFile: string;
  /** Where the key ring is read from instead of the file. */
  readonly keysFrom: ForeignKeys | undefined;
  /** What protects the key ring, or nothing but its mode. */
  readonly passphrase: PassphrasePlace | undefined;
  readonly adminToken: TokenDigest | undefined;
  readonly grafanaToken: TokenDigest | undefined;
  /** The Grafana that the API group is forwarded to; undefined where it is served here. */
  readonly upstream: Upstream | undefined;
  readonly strict: ReadonlySet<StrictRule>;
  /** Whether keepers may stand for places in AWS Secrets Manager. */
  readonly awsKeepers: boolean;
  readonly costume: Costume;
  readonly bodyLimitBytes: number;
  readonly limits: Limits;
  readonly lookups: LookupLimits;
  readonly logLevel: LogLevel;
}

/** Why a setting was refused. Never holds what was set. */
export interface SettingProblem {
  readonly name: string;
  readonly rule: string;
}

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

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
  const keyFile = read(TABLE.keyFile);
  const keyCredential = read(TABLE.keyCredential);
  const keyCommand = read(TABLE.keyCommand);
  const passphraseFile = read(TABLE.passphraseFile);
  const passphraseCredential = read(TABLE.passphraseCredential);
  const upstreamUrl = read(TABLE.upstreamUrl);
  const tokenOfUpstream = read(TABLE.upstreamToken);
  const settings: Settings = {
    port: read(TABLE.port),
    host: read(TABLE.host),
    tls:
      certificateFile === undefined || keyFileOfTls === undefined
        ? undefined
        : { certificateFile, keyFile: keyFileOfTls },
    publicUrl: read(TABLE.publicUrl),
    dataDir,
    databaseUrl: read(TABLE.databaseUrl),
    keyFile: keyFile ?? join(dataDir, KEY_FILE_NAME),
    keysFrom:
      keyCredential === undefined
        ? keyCommand && { kind: 'command', command: keyCommand }
        : { kind: 'credential', name: keyCredential, directory: env.CREDENTIALS_DIRECTORY },
    passphrase:
      passphraseCredential === undefined
        ? passphraseFile === undefined
          ? undefined
          : { kind: 'file', path: passphraseFile }
        : { kind: 'credential', name: passphraseCredential, directory: env.CREDENTIALS_DIRECTORY },
    adminToken: read(TABLE.adminToken),
    grafanaToken: read(TABLE.grafanaToken),
    upstream:
      upstreamUrl === undefined || tokenOfUpstream === undefined
        ? undefined
        : { url: upstreamUrl, token: tokenOfUpstream },
    strict: read(TABLE.strict),
    awsKeepers: read(TABLE.awsKeepers) === 'on',
    costume: read(TABLE.costume),
    bodyLimitBytes: read(TABLE.bodyLimitBytes),
    limits: {
      headerBytes: read(TABLE.headerBytes),
      headersSeconds: read(TABLE.headersSeconds),
      requestSeconds: read(TABLE.requestSeconds),
      concurrentRequests: read(TABLE.concurrentRequests),
      concurrentRequestsPerCaller: read(TABLE.concurrentRequestsPerCaller),
      requestsPerMinutePerCaller: read(TABLE.requestsPerMinutePerCaller),
      failedTokensPerMinute: read(TABLE.failedTokensPerMinute),
    },
    lookups: {
      perMinute: read(TABLE.lookupsPerMinute),
      atOnce: read(TABLE.lookupsAtOnce),
      perMinutePerNamespace: read(TABLE.lookupsPerMinutePerNamespace),
      failedPerMinute: read(TABLE.failedLookupsPerMinute),
      concurrent: read(TABLE.concurrentDecryptions),
    },
    logLevel: read(TABLE.logLevel),
  };
  if (problems.length === 0) {
    problems.push(
      ...halfOf(TABLE.tlsCertificate.name, certificateFile, TABLE.tlsKey.name, keyFileOfTls),
      ...moreThanOne([
        [TABLE.keyFile.name, keyFile],
        [TABLE.keyCredential.name, keyCredential],
        [TABLE.keyCommand.name, keyCommand],
      ]),
      ...moreThanOne([
        [TABLE.passphraseFile.name, passphraseFile],
        [TABLE.passphraseCredential.name, passphraseCredential],
      ]),
      ...halfOf(TABLE.upstreamUrl.name, upstreamUrl, TABLE.upstreamToken.name, tokenOfUpstream),
      ...exposedUpstream(settings),
      ...headersLongerThanRequest(settings),
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

/** Two settings that say nothing without each other. */
function halfOf(name: string, value: unknown, otherName: string, other: unknown): SettingProblem[] {
  if ((value === undefined) === (other === undefined)) {
    return [];
  }
  const [missing, present] = value === undefined ? [name, otherName] : [otherName, name];
  return [{ name: missing, rule: `must be set too where ${present} is` }];
}

/** Settings of which one at most can say where something is. */
function moreThanOne(settings: ReadonlyArray<readonly [name: string, value: unknown]>): SettingProblem[] {
  const [first, ...others] = settings.filter(([, value]) => value !== undefined).map(([name]) => name);
  return others.map((name) => ({ name, rule: `must not be set where ${first} is: remove one of them` }));
}

function exposedUpstream({ upstream }: Settings): SettingProblem[] {
  return upstream === undefined ||
    upstream.url.protocol === 'https:' ||
    isLoopback(upstream.url.hostname.replace(/^\[|\]$/g, ''))
    ? []
    : [
        {
          name: TABLE.upstreamUrl.name,
          rule: 'must be https:// unless it is on this machine, or secrets and the token would cross the network in the clear',
        },
      ];
}

function headersLongerThanRequest({ limits }: Settings): SettingProblem[] {
  return limits.headersSeconds <= limits.requestSeconds
    ? []
    : [{ name: TABLE.headersSeconds.name, rule: `must not be more than ${TABLE.requestSeconds.name}` }];
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

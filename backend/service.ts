import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { relative, resolve, sep } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { auditDirectory } from './audit/chain-id.ts';
import { auditedDecryptions } from './audit/decryptions.ts';
import { AuditTrail } from './audit/trail.ts';
import { k6ConfigCommand } from './commands/k6-config-command.ts';
import { backupCommand } from './commands/backup-command.ts';
import { auditCommand } from './commands/audit-command.ts';
import { keysCommand } from './commands/keys-command.ts';
import { tokenCommand } from './commands/token-command.ts';
import type { ServiceAddress } from './commands/token-kubeconfig.ts';
import type { Settings } from './config.ts';
import { openControlSocket } from './control/open-control-socket.ts';
import { controlSocketPath } from './control/socket-path.ts';
import { keepMemoryOutOfCoreDumps } from './core-dumps.ts';
import { buildApp, type StandalonePage } from './http/app.ts';
import { createLogger } from './http/logger.ts';
import type { TlsFiles } from './http/server.ts';
import { startExpiring } from './identity/expire-tokens.ts';
import { SignInLinks } from './identity/sign-in-links.ts';
import { TokenRegister } from './identity/token-register.ts';
import { Metrics } from './metrics/metrics.ts';
import { StartError } from './start-error.ts';
import { supervise } from './supervise.ts';
import { KeyMaintenance } from './vault/key-maintenance.ts';
import type { KeyPlace } from './vault/key-place.ts';
import { SEAL_REASONS } from './vault/key-ring.ts';
import { keySourceOf } from './vault/key-source.ts';
import type { StorePlace } from './vault/open-store.ts';
import { openVault } from './vault/open-vault.ts';
import type { RemoteStore } from './vault/remote-store.ts';
import type { SqlVault } from './vault/sql-vault.ts';
import { startSweeping } from './vault/sweeper.ts';
import { countVersions } from './vault/versions.ts';

export interface ServiceOptions {
  readonly settings: Settings;
  /** The page, where there is to be one. */
  readonly standalone?: StandalonePage;
  /** Standard output unless given. */
  readonly logger?: Logger;
  /** A client of the stores that keepers stand for. This build comes with none. */
  readonly remoteStore?: RemoteStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface Service {
  /** The address that users see, without a slash at its end. */
  readonly url: string;
  /** Signs one person in, once, within 15 minutes. Only where there is a page. */
  readonly signInLink?: string;
  /** Lets requests finish, and closes the store. */
  close(): Promise<void>;
}

/** Requests that are still running get 10 seconds to finish when the service stops. In milliseconds. */
const CLOSE_GRACE_MS = 10_000;

/**
 * Starts the service: opens the store, listens, and stops in good order on SIGTERM and SIGINT.
 *
 * @throws StartError, or an error of the store, with a message for whoever starts it; see {@link startFailure}.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { settings, standalone, now = Date.now, logger = createLogger(settings.logLevel) } = options;
  const resources = new AsyncDisposableStack();
  try {
    if (!keepMemoryOutOfCoreDumps()) {
      logger.warn('a core dump would hold values and keys: switch core dumps off (ulimit -c 0)');
    }
    const tls = await readTlsFiles(settings);
    const controlPath = controlSocketPath(settings.dataDir);
    const close = (): Promise<void> => resources.disposeAsync();
    const unsupervise = supervise(close, logger);
    resources.defer(async () => unsupervise());

    const { dataDir, databaseUrl } = settings;
    const vault = await openVault({ ...placeOf(settings), clock: now });
    resources.defer(() => vault.close());
    warnOfKeysNearby(settings, logger);
    if (databaseUrl?.isPlain === true) {
      logger.warn('the connection to the database is not encrypted: add sslmode=verify-full to SECRETS_DATABASE_URL');
    }
    if (vault.sealReason !== undefined) {
      logger.warn(`sealed, values cannot be used: ${SEAL_REASONS[vault.sealReason]}`);
    }
    const trail = await openTrail(vault, settings, now, logger);
    resources.defer(() => trail.close());
    const metrics = new Metrics({
      get sealed() {
        return vault.sealed;
      },
      isReachable: () => vault.isReachable(),
      countVersions: () => countVersions(vault.db),
    });
    resources.defer(
      startSweeping({
        store: vault.store,
        now,
        onSwept: (count) => metrics.countSwept(count),
        onError: (error) => logger.error({ err: error }, 'old versions could not be forgotten; trying again later'),
      })
    );
    const tokens = new TokenRegister(vault.store, now);
    resources.defer(
      startExpiring({
        tokens,
        onError: (error) => logger.error({ err: error }, 'the expiry of tokens could not be noted; trying again later'),
      })
    );
    const links = new SignInLinks(now);
    const app = await buildApp({
      settings,
      vault: vault.withKeepers(options.remoteStore),
      tokens,
      links,
      logger,
      now,
      tls,
      standalone,
      decryptions: metrics.counting(auditedDecryptions(trail, now)),
      metrics,
    });
    resources.defer(() => closeApp(app));
    const address = (): ServiceAddress | undefined =>
      app.server.listening ? { url: publicAddress(app, settings), certificateChain: tls?.cert } : undefined;
    const commands = {
      token: tokenCommand(tokens, now, address),
      audit: auditCommand({
        store: vault.store,
        directory: auditDirectory(dataDir),
        keys: vault.keys,
        move: () => trail.move(),
      }),
      backup: backupCommand(vault.store),
      keys: keysCommand(
        new KeyMaintenance({ store: vault.store, source: keySourceOf(settings), holder: vault.keys, clock: now })
      ),
      'k6-config': k6ConfigCommand(tokens, () => address()?.url),
    };
    const control = await openControlSocket(controlPath, { commands, logger });
    if (control !== undefined) {
      resources.defer(() => closeApp(control));
    }
    await listen(app, settings);

    const url = publicAddress(app, settings);
    return standalone === undefined
      ? { url, close }
      : { url, signInLink: `${url}/login?token=${links.issue()}`, close };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

/** The audit log, and in it that the store was opened, or why it could not be. */
async function openTrail(
  vault: SqlVault,
  { dataDir }: Settings,
  now: () => number,
  logger: Logger
): Promise<AuditTrail> {
  const { store, keys } = vault;
  const trail = await AuditTrail.open({ store, directory: auditDirectory(dataDir), keys, logger });
  const entry = { time: new Date(now()).toISOString(), outcome: 'allowed', actor: 'backend' } as const;
  await trail.record(
    keys.keyRing.state === 'open'
      ? { ...entry, operation: 'store.unseal' }
      : { ...entry, operation: 'store.seal', reason: keys.keyRing.reason }
  );
  return trail;
}

async function readTlsFiles({ tls }: Settings): Promise<TlsFiles | undefined> {
  if (tls === undefined) {
    return undefined;
  }
  const files = {
    cert: await readPem(tls.certificateFile, 'SECRETS_TLS_CERT'),
    key: await readPem(tls.keyFile, 'SECRETS_TLS_KEY'),
  };
  try {
    createSecureContext(files);
  } catch {
    throw new StartError(
      'SECRETS_TLS_CERT, SECRETS_TLS_KEY: the files are no certificate with its key; name a PEM chain and its private key'
    );
  }
  return files;
}

async function readPem(file: string, setting: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new StartError(`${setting}: the file cannot be read; name a PEM file that this user may read`);
  }
}

async function listen(app: FastifyInstance, { port, host, tls }: Settings): Promise<void> {
  try {
    const listenTextResolver = (address: string): string =>
      `listening at ${tls === undefined ? address : address.replace(/^http:/, 'https:')}`;
    await app.listen({ port, host, listenTextResolver });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    switch (code) {
      case 'EADDRINUSE':
        throw new StartError(`PORT: ${port} is in use; stop the other program, or set another port`);
      case 'EACCES':
        throw new StartError(`PORT: ${port} may not be used by this user; set one above 1023`);
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        throw new StartError('HOST: this machine does not have that address; set one of its own');
    }
    throw error;
  }
}

function publicAddress(app: FastifyInstance, { publicUrl, host, tls }: Settings): string {
  if (publicUrl !== undefined) {
    return publicUrl.origin;
  }
  const [address] = app.addresses();
  if (address === undefined || typeof address === 'string') {
    throw new StartError('the service is not listening on a port');
  }
  return `${tls === undefined ? 'http' : 'https'}://${isIPv6(host) ? `[${host}]` : host}:${address.port}`;
}

/** Where the store and its keys are. */
function placeOf({ dataDir, databaseUrl, keyFile, keysFrom, passphrase }: Settings): StorePlace & KeyPlace {
  return { dataDir, databaseUrl, keyFile, keysFrom, passphrase };
}

function warnOfKeysNearby({ dataDir, keyFile, keysFrom, passphrase }: Settings, logger: Logger): void {
  const isNearby = (file: string): boolean => {
    const path = relative(resolve(dataDir), resolve(file));
    return path !== '..' && !path.startsWith(`..${sep}`);
  };
  const isOpen = passphrase === undefined || (passphrase.kind === 'file' && isNearby(passphrase.path));
  if (keysFrom === undefined && isNearby(keyFile) && isOpen) {
    logger.warn(
      'the key ring lies beside the data it protects: whoever copies one has both. Move it and set SECRETS_KEY_FILE'
    );
  }
}

async function closeApp(app: FastifyInstance): Promise<void> {
  const impatience = setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(impatience);
  }
}

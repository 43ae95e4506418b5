import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { AwsAvailability } from '../../src/domain/keeper-rules.ts';
import { badRequest } from '../../src/domain/status.ts';
import type { ApiContext } from '../api/context.ts';
import { addApiGroup } from '../api/routes.ts';
import { withOrigin } from '../audit/origin.ts';
import { keepers } from '../api/keepers/resource.ts';
import { secureValues } from '../api/secure-values/resource.ts';
import type { Settings } from '../config.ts';
import { loggedDecryptions, type DecryptionLog } from '../consumers/decryption-log.ts';
import { addConsumers } from '../consumers/routes.ts';
import type { Authenticator } from '../identity/authenticate.ts';
import { FailedSignIns } from '../identity/failed-sign-ins.ts';
import { grafanaAuthenticator } from '../identity/grafana-authenticator.ts';
import { bearerAuthenticator, managementTokens } from '../identity/management-tokens.ts';
import { sessionAuthenticator, Sessions } from '../identity/sessions.ts';
import type { SignInLinks } from '../identity/sign-in-links.ts';
import { addSignIn, type SignInPage } from '../identity/sign-in-routes.ts';
import type { TokenRegister } from '../identity/token-register.ts';
import { addTokens } from '../identity/token-routes.ts';
import { addForwardedGroup } from '../upstream/forwarded-group.ts';
import { Forwarder } from '../upstream/forwarder.ts';
import type { KeeperVault } from '../vault/keeper-vault.ts';
import { addHostCheck } from './allowed-host.ts';
import { addAuthentication } from './authentication.ts';
import { addBodyAnnouncements } from './body.ts';
import { addCallerLimits } from './caller-limits.ts';
import { addErrorHandler } from './error-handler.ts';
import { failedTokenCount } from './failed-tokens.ts';
import { addMetrics } from '../metrics/routes.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { addHandlerTimeout } from './handler-timeout.ts';
import { addHealth } from './health.ts';
import { addNotFound } from './not-found.ts';
import { addRequestLog } from './request-log.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { limitedServer, type TlsFiles } from './server.ts';

/** The page that hosts the plugin without a Grafana. */
export interface StandalonePage {
  /** Adds its routes to an app, which was made with these options. */
  register(app: FastifyInstance, options: AppOptions): Promise<void>;
  signInPage(notice?: string): Promise<SignInPage>;
}

export interface AppOptions {
  readonly settings: Settings;
  readonly vault: KeeperVault;
  readonly tokens: TokenRegister;
  readonly links: SignInLinks;
  readonly logger: FastifyBaseLogger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly tls?: TlsFiles | undefined;
  readonly standalone?: StandalonePage | undefined;
  /** Further ways to prove who is asking, asked first. */
  readonly authenticators?: readonly Authenticator[];
  /** Told of every attempt to read a value; the logger unless given. */
  readonly decryptions?: DecryptionLog | undefined;
  /** What is counted; nothing unless given. */
  readonly metrics?: Metrics | undefined;
}

/** Kubernetes gives a request that changes something 34 seconds before it answers 504. In milliseconds. */
const HANDLER_TIMEOUT_MS = 34_000;
/** Longer than any request line, so that names are judged by their own rule and not by the router. */
const PARAM_MAX_LENGTH = 16_384;

/**
 * The HTTP service, ready to listen. In order, for every request: host, caller, origin, route, permission, negotiation,
 * and only then its body.
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { settings, vault, tokens, logger, now, tls, standalone } = options;
  const isHttps = tls !== undefined || settings.publicUrl?.protocol === 'https:';
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    ...limitedServer(settings.limits, tls, logger),
    genReqId: () => randomUUID(),
    bodyLimit: settings.bodyLimitBytes,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: PARAM_MAX_LENGTH },
    frameworkErrors: (_error, _request, reply) => sendMalformedPath(reply.hijack().raw),
  });
  const sessions = new Sessions(now);
  const holderOf = managementTokens(settings.adminToken, tokens);

  app.addHook('onRequest', (request, _reply, done) => withOrigin({ requestId: request.id, source: request.ip }, done));
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  addErrorHandler(app, settings.bodyLimitBytes);
  addRequestLog(app);
  addSecurityHeaders(app, isHttps);
  addHostCheck(app, settings);
  const authenticators = [
    ...(options.authenticators ?? []),
    // First of ours: Grafana passes on what API clients authorise themselves with at Grafana.
    grafanaAuthenticator(settings.grafanaToken),
    bearerAuthenticator(holderOf),
    sessionAuthenticator(sessions, tokens),
  ];
  const noteFailure = failedTokenCount(app, settings.limits.failedTokensPerMinute);
  addAuthentication(app, authenticators, settings.publicUrl, noteFailure);
  addCallerLimits(app, settings.limits);
  addHandlerTimeout(app, HANDLER_TIMEOUT_MS);
  addBodyAnnouncements(app, settings.bodyLimitBytes);
  addNotFound(app);
  // Values that are elsewhere need no key of ours.
  if (options.metrics !== undefined) {
    addMetrics(app, options.metrics);
  }
  addHealth(app, settings.upstream === undefined ? vault : { sealed: false, isReachable: () => vault.isReachable() });

  const failures = new FailedSignIns(now);
  const signInPage = standalone?.signInPage;
  await app.register(async (scope) =>
    addSignIn(scope, { sessions, links: options.links, failures, holderOf, isHttps, signInPage })
  );

  if (servesApiGroup(options)) {
    const { upstream, bodyLimitBytes } = settings;
    if (upstream === undefined) {
      const context: ApiContext = { vault, aws: awsAvailability(options), strict: settings.strict, now };
      await app.register(async (scope) =>
        addApiGroup(scope, [secureValues(context), keepers(context)], bodyLimitBytes)
      );
    } else {
      await app.register(async (scope) => addForwardedGroup(scope, new Forwarder(upstream, bodyLimitBytes)));
    }
    await app.register(async (scope) => addTokens(scope, { tokens, now }));
    const log = options.decryptions ?? loggedDecryptions(logger);
    await app.register(async (scope) => addConsumers(scope, { vault, tokens, log, limits: settings.lookups }));
  }
  await standalone?.register(app, options);
  return app;
}

function awsAvailability({ settings, vault }: AppOptions): AwsAvailability {
  if (!settings.awsKeepers) {
    return 'off';
  }
  return vault.hasRemoteStore ? 'available' : 'no-client';
}

/** A page that plays an open-source Grafana has no such group, as that has none. */
function servesApiGroup({ settings, standalone }: AppOptions): boolean {
  return standalone === undefined || settings.costume === 'enterprise';
}

/** A path that cannot be decoded reaches no route and no hook. */
function sendMalformedPath(response: ServerResponse): void {
  response
    .writeHead(400, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(badRequest('the path is malformed')));
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate, type Authentication, type Authenticator } from '../identity/authenticate.ts';
import type { Caller } from '../identity/caller.ts';
import { grafanaCredentialsOf } from '../identity/grafana-headers.ts';
import { inOwnNamespace } from '../identity/grafana-own-namespace.ts';
import type { NoteFailedToken } from './failed-tokens.ts';
import { forbidden, sessionEnded, unauthorized, unknownGrafana, type GrafanaError } from './grafana-error.ts';
import { isApiPath } from './paths.ts';
import { isSafeMethod, isSameOrigin } from './same-origin.ts';
import { SESSION_COOKIE } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; undefined on the few routes that nobody needs to sign in for. */
    caller: Caller | undefined;
  }
  interface FastifyContextConfig {
    /** Lets everybody in. Without it a route is for callers who have proven who they are. */
    readonly anonymous?: boolean;
    /** Leaves it to the route who is asking, and by which credentials of its own. */
    readonly provesCallers?: boolean;
  }
}

/**
 * Finds out who is asking before anything else happens, and turns away who may not even ask.
 *
 * @param noteFailure is told of credentials that prove nothing.
 */
export function addAuthentication(
  app: FastifyInstance,
  authenticators: readonly Authenticator[],
  publicUrl: URL | undefined,
  noteFailure: NoteFailedToken
): void {
  app.decorateRequest('caller', undefined);
  const identify = async (request: FastifyRequest): Promise<void> => {
    const authentication = await authenticate(authenticators, {
      authorization: request.headers.authorization,
      sessionCookie: request.cookies[SESSION_COOKIE],
      grafana: grafanaCredentialsOf(request.headers),
    });
    if (authentication.kind === 'proven') {
      request.caller = authentication.caller;
      if (authentication.by === 'grafana') {
        request.params = inOwnNamespace(request.params, authentication.caller);
      }
    } else if (!isForEverybody(request)) {
      if (authentication.kind === 'refused' && authentication.reason !== 'session-ended') {
        await noteFailure(request);
      }
      throw refusalOf(authentication);
    }
    // No page of another origin can make a browser send a token; a Grafana's came by a server.
    const hasToken = authentication.kind === 'proven' && authentication.by !== 'session';
    if (!hasToken && !isSafeMethod(request.method) && !comesFromOwnPage(request, publicUrl)) {
      throw forbidden('origin not allowed');
    }
  };
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.routeOptions.config.provesCallers === true) {
      done();
    } else {
      identify(request).then(() => done(), done);
    }
  });
}

/** The caller of a route that is not anonymous. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === undefined) {
    throw unauthorized();
  }
  return request.caller;
}

/** That a page does not exist may be told to anybody; what the API has may not. */
function isForEverybody({ routeOptions, is404, url }: FastifyRequest): boolean {
  return is404 ? !isApiPath(url) : routeOptions.config.anonymous === true;
}

function refusalOf(authentication: Exclude<Authentication, { kind: 'proven' }>): GrafanaError {
  const reason = authentication.kind === 'refused' ? authentication.reason : undefined;
  switch (reason) {
    case 'session-ended':
      return sessionEnded();
    case 'unknown-grafana':
      return unknownGrafana();
    default:
      return unauthorized();
  }
}

function comesFromOwnPage({ headers, protocol }: FastifyRequest, publicUrl: URL | undefined): boolean {
  const secFetchSite = headers['sec-fetch-site'];
  return isSameOrigin(
    {
      origin: headers.origin,
      secFetchSite: typeof secFetchSite === 'string' ? secFetchSite : undefined,
      host: headers.host,
      protocol,
    },
    publicUrl
  );
}

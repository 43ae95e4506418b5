/** The body of an error outside the API group, and of every 401, as Grafana's own HTTP API writes it. */
export interface GrafanaErrorBody {
  readonly message: string;
  readonly messageId?: string;
  readonly statusCode?: number;
  readonly traceID?: string;
  readonly error?: { readonly id: string };
}

/** Ends a request with an error in Grafana's shape. */
export class GrafanaError extends Error {
  readonly statusCode: number;
  readonly body: GrafanaErrorBody;
  /** Seconds after which to try again, for a 429. */
  readonly retryAfterSeconds: number | undefined;

  constructor(statusCode: number, body: GrafanaErrorBody, retryAfterSeconds?: number) {
    super(`grafana error ${statusCode}`);
    this.name = 'GrafanaError';
    this.statusCode = statusCode;
    this.body = body;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** 401: nobody has signed in, or with credentials that are not known. */
export function unauthorized(): GrafanaError {
  return typed(401, 'auth.unauthorized', 'Unauthorized');
}

/** 401: the session was known and has ended. */
export function sessionEnded(): GrafanaError {
  return new GrafanaError(401, { message: 'Token revoked', error: { id: 'ERR_TOKEN_REVOKED' } });
}

/**
 * 503: a Grafana forwarded the request, and its token is not the one that the two should share. Its user has done nothing
 * wrong: a 401 would send them to sign in again, which changes nothing.
 */
export function unknownGrafana(): GrafanaError {
  return typed(
    503,
    'grafana-token.unknown',
    'The backend does not know this Grafana: its SECRETS_GRAFANA_TOKEN and backendToken in the configuration of the plugin differ'
  );
}

/** 401: the user or the password of a sign-in is wrong; which of them is not said. */
export function wrongPassword(): GrafanaError {
  return typed(401, 'password-auth.failed', 'Invalid username or password');
}

export function badRequest(message: string): GrafanaError {
  return typed(400, 'bad-request', message);
}

export function forbidden(message: string): GrafanaError {
  return typed(403, 'forbidden', message);
}

export function notFound(): GrafanaError {
  return typed(404, 'not-found', 'Not found');
}

/** 421 (RFC 9110, section 15.5.20): the request is for a host that this is not. */
export function misdirected(): GrafanaError {
  return typed(
    421,
    'misdirected',
    'This address is not served here; set SECRETS_PUBLIC_URL to the address that users see'
  );
}

export function tooManyAttempts(retryAfterSeconds: number): GrafanaError {
  const body = errorBody(
    429,
    'too-many-requests',
    `Too many failed sign-ins; try again in ${retryAfterSeconds} seconds`
  );
  return new GrafanaError(429, body, retryAfterSeconds);
}

function typed(statusCode: number, messageId: string, message: string): GrafanaError {
  return new GrafanaError(statusCode, errorBody(statusCode, messageId, message));
}

function errorBody(statusCode: number, messageId: string, message: string): GrafanaErrorBody {
  return { message, messageId, statusCode, traceID: '' };
}

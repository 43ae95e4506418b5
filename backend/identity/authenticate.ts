import type { Caller } from './caller.ts';
import type { GrafanaCredentials } from './grafana-headers.ts';

/** What a request brings to prove who is asking. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly sessionCookie: string | undefined;
  readonly grafana?: GrafanaCredentials | undefined;
}

export type Authentication =
  | { readonly kind: 'anonymous' }
  /** Credentials that prove nothing: never the same as none. */
  | { readonly kind: 'refused'; readonly reason: 'unknown-credentials' | 'unknown-grafana' | 'session-ended' }
  | { readonly kind: 'proven'; readonly caller: Caller; readonly by: 'token' | 'session' | 'grafana' };

/** Looks at the credentials it knows; undefined where they are none of its sort. */
export type Authenticator = (credentials: Credentials) => Promise<Authentication | undefined>;

/** Asks each authenticator in turn. The first that knows the sort of credentials decides. */
export async function authenticate(
  authenticators: readonly Authenticator[],
  credentials: Credentials
): Promise<Authentication> {
  for (const authenticator of authenticators) {
    const authentication = await authenticator(credentials);
    if (authentication !== undefined) {
      return authentication;
    }
  }
  if (credentials.grafana !== undefined) {
    return { kind: 'refused', reason: 'unknown-grafana' };
  }
  return credentials.authorization === undefined && credentials.sessionCookie === undefined
    ? { kind: 'anonymous' }
    : { kind: 'refused', reason: 'unknown-credentials' };
}

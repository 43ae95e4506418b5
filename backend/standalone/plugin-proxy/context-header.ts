import { namespaceOfOrg } from '../../../src/domain/namespace.ts';
import type { Caller } from '../../identity/caller.ts';

/** The page has one user, as a Grafana has its first. */
const USER_ID = 1;

/** A session says nothing that Go would not zero: this is the time of a user who was never seen. */
const NEVER = '0001-01-01T00:00:00Z';

/**
 * `X-Grafana-Context` as Grafana writes it: the signed-in user, with the field names of the Go struct, and no
 * permissions. Go puts UTF-8 into the header, which Node wants as one character for each byte.
 */
export function contextHeader({ identity, login, role, orgId }: Caller): string {
  const [kind, uid] = splitIdentity(identity);
  const signedInUser = {
    UserID: USER_ID,
    UserUID: uid,
    OrgID: orgId,
    OrgName: orgId === 1 ? 'Main Org.' : `Organisation ${orgId}`,
    OrgRole: role,
    Login: login,
    Name: login,
    Email: '',
    EmailVerified: false,
    AuthID: '',
    AuthenticatedBy: 'password',
    Namespace: namespaceOfOrg(orgId),
    ApiKeyID: 0,
    IsServiceAccount: kind === 'service-account',
    IsGrafanaAdmin: false,
    IsAnonymous: false,
    IsDisabled: false,
    HelpFlags1: 0,
    LastSeenAt: NEVER,
    Teams: [],
    FallbackType: '',
  };
  return Buffer.from(JSON.stringify(signedInUser), 'utf8').toString('latin1');
}

function splitIdentity(identity: string): readonly [kind: string, uid: string] {
  const colon = identity.indexOf(':');
  return [identity.slice(0, colon), identity.slice(colon + 1)];
}

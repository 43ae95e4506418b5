import { namespaceOfOrg } from '../../src/domain/namespace.ts';
import type { Role } from './caller.ts';
import { parseGrafanaClaims, type GrafanaClaims } from './grafana-claims.ts';
import { ROLES } from './roles.ts';

/** Who Grafana says is asking. */
export interface GrafanaUser {
  /** Nobody in particular: Grafana lets visitors in (`[auth.anonymous]`). */
  readonly isAnonymous: boolean;
  /** As Grafana's annotations have it: `user:<uid>`, `service-account:<uid>`. */
  readonly identity: string;
  readonly login: string;
  readonly orgId: number;
  readonly role: Role;
}

/** Grafana's rule for the uids that it makes and takes. */
const UID = /^[A-Za-z0-9_-]{1,40}$/;

/**
 * Reads `X-Grafana-Context`: who asks, and in which organisation. It believes ids, login, organisation and role, and
 * leaves the rest alone.
 *
 * @returns undefined for what names nobody in an organisation, for a disabled user, and for a member of the wrong type.
 */
export function parseGrafanaUser(header: string): GrafanaUser | undefined {
  const claims = parseGrafanaClaims(header);
  const reader = claims && new ClaimReader(claims);
  const user = reader && readUser(reader);
  return reader?.isSound ? user : undefined;
}

function readUser(claims: ClaimReader): GrafanaUser | undefined {
  const orgId = claims.id('orgid');
  const namespace = claims.text('namespace');
  const isDisabled = claims.flag('isdisabled');
  const isAnonymous = claims.flag('isanonymous');
  const identity = identityOf(claims, isAnonymous);
  if (identity === undefined || isDisabled || !isOfOrg(orgId, namespace)) {
    return undefined;
  }
  const login = claims.text('login');
  const role = claims.text('orgrole');
  return {
    isAnonymous,
    identity,
    login: login === '' ? identity : login,
    orgId,
    role: ROLES.find((known) => known === role) ?? 'None',
  };
}

/** Kind and id, in the order in which Grafana itself decides (an API key has no user, a service account is one). */
function identityOf(claims: ClaimReader, isAnonymous: boolean): string | undefined {
  const apiKeyId = claims.id('apikeyid');
  const userId = claims.id('userid');
  const uid = claims.text('useruid');
  const isServiceAccount = claims.flag('isserviceaccount');
  if (isAnonymous) {
    return 'anonymous:0';
  }
  if (apiKeyId > 0) {
    return `api-key:${apiKeyId}`;
  }
  const id = uid === '' && userId > 0 ? String(userId) : uid;
  return UID.test(id) ? `${isServiceAccount ? 'service-account' : 'user'}:${id}` : undefined;
}

/**
 * Grafana names the namespace too, in the versions that have one. A Cloud stack's would stand for organisation 1 of
 * every stack, so anything but the organisation's own is refused.
 */
function isOfOrg(orgId: number, namespace: string): boolean {
  return orgId > 0 && (namespace === '' || namespace === namespaceOfOrg(orgId));
}

/** Takes claims for their types. An absent one has Go's zero value; one of another type makes all unsound. */
class ClaimReader {
  readonly #claims: GrafanaClaims;
  #isSound = true;

  constructor(claims: GrafanaClaims) {
    this.#claims = claims;
  }

  get isSound(): boolean {
    return this.#isSound;
  }

  id(name: string): number {
    const value = this.#claims.get(name) ?? 0;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : this.#unsound(0);
  }

  text(name: string): string {
    const value = this.#claims.get(name) ?? '';
    return typeof value === 'string' ? value : this.#unsound('');
  }

  flag(name: string): boolean {
    const value = this.#claims.get(name) ?? false;
    return typeof value === 'boolean' ? value : this.#unsound(false);
  }

  #unsound<T>(zero: T): T {
    this.#isSound = false;
    return zero;
  }
}

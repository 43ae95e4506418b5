import { parseNamespace } from '../../src/domain/namespace.ts';
import type { Authenticator } from './authenticate.ts';
import { bearerTokenIn } from './bearer.ts';
import type { Caller, Permission, Role } from './caller.ts';
import { permissionsOfRole } from './roles.ts';
import type { TokenDigest } from './token-digest.ts';
import type { ManagementToken } from './token-record.ts';
import type { TokenRegister } from './token-register.ts';
import type { PresentedToken, TokenId } from './token-text.ts';

/** Who holds a management token, and what it allows: what its role may do, and its permissions. */
export interface TokenHolder {
  readonly identity: string;
  readonly login: string;
  readonly orgId: number;
  readonly role: Role;
  /** What the token allows beside what its role does. */
  readonly permissions: readonly Permission[];
  /** Undefined for the token of the settings, which lasts as long as the service. */
  readonly tokenId: TokenId | undefined;
}

/** Finds who holds a management token; undefined for every other text, and for a token that does not work now. */
export type ManagementTokens = (presented: PresentedToken) => Promise<TokenHolder | undefined>;

/** The organisation that a service without Grafana has. */
const ONLY_ORG = 1;

const ADMINISTRATOR: TokenHolder = {
  identity: 'service-account:administrator',
  login: 'administrator',
  orgId: ONLY_ORG,
  role: 'Admin',
  permissions: [],
  tokenId: undefined,
};

/**
 * Knows the token that the settings name, and those of the register.
 *
 * @param administrator of the settings; undefined where they name none.
 * @param register undefined where no tokens are made.
 */
export function managementTokens(
  administrator: TokenDigest | undefined,
  register: TokenRegister | undefined
): ManagementTokens {
  return async (presented) => {
    if (administrator?.equals(presented.digest)) {
      return ADMINISTRATOR;
    }
    const check = await register?.check(presented, 'management');
    return check?.ok ? holderOf(check.token) : undefined;
  };
}

/** Proves callers by `Authorization: Bearer`. */
export function bearerAuthenticator(tokens: ManagementTokens): Authenticator {
  return async ({ authorization }) => {
    const presented = bearerTokenIn(authorization);
    const holder = presented === undefined ? undefined : await tokens(presented);
    return holder && { kind: 'proven', caller: callerOf(holder), by: 'token' };
  };
}

function holderOf({ id, role, permissions, namespace }: ManagementToken): TokenHolder | undefined {
  const parsed = parseNamespace(namespace);
  return parsed.kind === 'org'
    ? { identity: `service-account:${id}`, login: `token-${id}`, orgId: parsed.orgId, role, permissions, tokenId: id }
    : undefined;
}

function callerOf({ identity, login, orgId, role, permissions }: TokenHolder): Caller {
  return { identity, login, role, orgId, permissions: [...permissionsOfRole(role), ...permissions] };
}

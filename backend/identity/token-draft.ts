import type { Permission, Role } from './caller.ts';
import type { DecrypterTokenDraft } from './decrypter-draft.ts';
import { OrderProblems, parseAll, type OrderProblem } from './order-problems.ts';
import { ROLES } from './roles.ts';
import type { Parsed } from '../setting-values.ts';
import { parseLifetime } from './token-lifetime.ts';
import { parseTokenNamespace } from './token-namespace.ts';
import { parsePermission } from './token-permission.ts';

/** A management token that somebody asks for, as they wrote it. */
export interface TokenOrder {
  readonly role: string;
  readonly permission: readonly string[];
  readonly namespace: string;
  readonly ttl: string;
}

/** A management token that can be made. Role and permissions add up. */
export interface ManagementTokenDraft {
  readonly kind: 'management';
  readonly role: Role;
  readonly permissions: readonly Permission[];
  readonly namespace: string;
  readonly lifetimeSeconds: number;
}

/** A token that can be made, by what it is for. */
export type TokenDraft = ManagementTokenDraft | DecrypterTokenDraft;

export type TokenOrderReading =
  | { readonly ok: true; readonly draft: ManagementTokenDraft }
  | { readonly ok: false; readonly problems: ReadonlyArray<OrderProblem<keyof TokenOrder>> };

/** Every request of the bearer runs through them: as many as a secret has decrypters. */
export const PERMISSIONS_MAX = 64;

/** Reads an order, and finds all that is wrong with it. */
export function readTokenOrder(order: TokenOrder): TokenOrderReading {
  const problems = new OrderProblems<keyof TokenOrder>();
  const role = problems.valueOf('role', parseRole(order.role));
  const permissions = problems.valueOf('permission', parseAll(order.permission, PERMISSIONS_MAX, parsePermission));
  const namespace = problems.valueOf('namespace', parseTokenNamespace(order.namespace));
  const lifetimeSeconds = problems.valueOf('ttl', parseLifetime(order.ttl));
  return role === undefined || permissions === undefined || namespace === undefined || lifetimeSeconds === undefined
    ? { ok: false, problems: problems.found }
    : { ok: true, draft: { kind: 'management', role, permissions, namespace, lifetimeSeconds } };
}

function parseRole(text: string): Parsed<Role> {
  const role = ROLES.find((known) => known === text);
  return role === undefined ? { ok: false, rule: `must be one of ${ROLES.join(', ')}` } : { ok: true, value: role };
}

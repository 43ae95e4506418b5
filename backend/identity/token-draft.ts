import { namespaceOfOrg, parseNamespace } from '../../src/domain/namespace.ts';
import type { Parsed } from '../setting-values.ts';
import type { Permission, Role } from './caller.ts';
import { ROLES } from './roles.ts';
import { parseLifetime } from './token-lifetime.ts';
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

export type TokenDraft = ManagementTokenDraft;

/** A field that was refused, and the rule it breaks. Never holds what was written. */
export interface TokenProblem {
  readonly field: keyof TokenOrder;
  readonly rule: string;
}

export type TokenOrderReading =
  | { readonly ok: true; readonly draft: TokenDraft }
  | { readonly ok: false; readonly problems: readonly TokenProblem[] };

/** Every request of the bearer runs through them: as many as a secret has decrypters. */
export const PERMISSIONS_MAX = 64;

/** Reads an order, and finds all that is wrong with it. */
export function readTokenOrder(order: TokenOrder): TokenOrderReading {
  const problems: TokenProblem[] = [];
  const required = <T>(field: keyof TokenOrder, parsed: Parsed<T>): T | undefined => {
    if (!parsed.ok) {
      problems.push({ field, rule: parsed.rule });
    }
    return parsed.ok ? parsed.value : undefined;
  };
  const role = required('role', parseRole(order.role));
  const permissions = required('permission', parsePermissions(order.permission));
  const namespace = required('namespace', parseOwnNamespace(order.namespace));
  const lifetimeSeconds = required('ttl', parseLifetime(order.ttl));
  return role === undefined || permissions === undefined || namespace === undefined || lifetimeSeconds === undefined
    ? { ok: false, problems }
    : { ok: true, draft: { kind: 'management', role, permissions, namespace, lifetimeSeconds } };
}

function parseRole(text: string): Parsed<Role> {
  const role = ROLES.find((known) => known === text);
  return role === undefined ? { ok: false, rule: `must be one of ${ROLES.join(', ')}` } : { ok: true, value: role };
}

/** All of them, or what is wrong with the first that is. */
function parsePermissions(texts: readonly string[]): Parsed<readonly Permission[]> {
  if (texts.length > PERMISSIONS_MAX) {
    return { ok: false, rule: `must be given at most ${PERMISSIONS_MAX} times` };
  }
  const permissions: Permission[] = [];
  for (const text of texts) {
    const parsed = parsePermission(text);
    if (!parsed.ok) {
      return parsed;
    }
    permissions.push(parsed.value);
  }
  return { ok: true, value: permissions };
}

/** Callers are held to Grafana's spelling of a namespace, so that `org-1` would be a token for nothing. */
function parseOwnNamespace(text: string): Parsed<string> {
  const parsed = parseNamespace(text);
  return parsed.kind === 'org' && namespaceOfOrg(parsed.orgId) === text
    ? { ok: true, value: text }
    : { ok: false, rule: 'must be default, or org-N for organisation N from 2 on' };
}

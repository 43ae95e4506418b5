import type { Action } from '../../src/domain/permissions.ts';

/** Grafana's basic roles. `None` is signed in and may do nothing. */
export type Role = 'Admin' | 'Editor' | 'Viewer' | 'None';

/** An action on everything, or on the resource of one name. */
export interface Permission {
  readonly action: Action;
  readonly scope: 'all' | { readonly name: string };
}

/** Who is asking, once proven. Made by `identity/` alone. */
export interface Caller {
  /** As annotations show it: `user:<uid>`, `service-account:<uid>` … */
  readonly identity: string;
  /** As a refusal names it. */
  readonly login: string;
  readonly role: Role;
  readonly orgId: number;
  readonly permissions: readonly Permission[];
}

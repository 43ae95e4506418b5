import type { KeeperPermissions } from '../../../api/permissions';

/** What can be done with a keeper of the list, and what the user may do. */
export interface KeeperRowActions {
  readonly permissions: KeeperPermissions;
  readonly onActivate: (name: string) => void;
  readonly onEdit: (name: string) => void;
  readonly onDelete: (name: string) => void;
}

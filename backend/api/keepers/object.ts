import { API_VERSION, KEEPERS } from '../../../src/domain/api-group.ts';
import type { Keeper, KeeperList } from '../../../src/domain/keeper.ts';
import type { StoredKeeper } from '../../vault/keeper.ts';
import { objectMetadata } from '../object-metadata.ts';

/** A stored keeper as the API shows it, its members in the order of Grafana. */
export function keeperObject(stored: StoredKeeper): Keeper {
  return { kind: KEEPERS.kind, apiVersion: API_VERSION, ...listItem(stored) };
}

/** The answer to a list: items carry no kind, and there are no pages. */
export function keeperList(stored: readonly StoredKeeper[]): KeeperList {
  return { kind: KEEPERS.listKind, apiVersion: API_VERSION, metadata: {}, items: stored.map(listItem) };
}

function listItem(stored: StoredKeeper): Keeper {
  return { metadata: objectMetadata(stored), spec: stored.spec, status: { active: stored.active } };
}

import type { Insertable, Selectable } from 'kysely';
import type { AwsAssumeRole, AwsKeeper, KeeperSpec } from '../../src/domain/keeper.ts';
import { isOwnerReferences, isRecord, isString, isStringMap, readJson } from './json-column.ts';
import type { StoredKeeper } from './keeper.ts';
import type { KeeperTable } from './schema.ts';

export function toRow(keeper: StoredKeeper): Insertable<KeeperTable> {
  return {
    namespace: keeper.namespace,
    name: keeper.name,
    uid: keeper.uid,
    active: keeper.active ? 1 : 0,
    spec: JSON.stringify(keeper.spec),
    labels: JSON.stringify(keeper.labels),
    annotations: JSON.stringify(keeper.annotations),
    owner_references: JSON.stringify(keeper.ownerReferences),
    created_at: keeper.createdAt,
    created_by: keeper.createdBy,
    updated_at: keeper.updatedAt,
    updated_by: keeper.updatedBy,
  };
}

/** A row as a keeper. Throws `corrupt` for a column that {@link toRow} does not write. */
export function fromRow(row: Selectable<KeeperTable>): StoredKeeper {
  return {
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    active: row.active === 1,
    spec: readJson(row.spec, isKeeperSpec),
    labels: readJson(row.labels, isStringMap),
    annotations: readJson(row.annotations, isStringMap),
    ownerReferences: readJson(row.owner_references, isOwnerReferences),
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

function isKeeperSpec(value: unknown): value is KeeperSpec {
  return isRecord(value) && isString(value.description) && (value.aws === undefined || isAwsKeeper(value.aws));
}

function isAwsKeeper(value: unknown): value is AwsKeeper {
  return (
    isRecord(value) &&
    isString(value.region) &&
    (value.assumeRole === undefined || isAssumeRole(value.assumeRole)) &&
    (value.kmsKeyId === undefined || isString(value.kmsKeyId))
  );
}

function isAssumeRole(value: unknown): value is AwsAssumeRole {
  return isRecord(value) && isString(value.assumeRoleArn) && isString(value.externalID);
}

import type { Insertable, Selectable } from 'kysely';
import { isOwnerReferences, isStringMap, isStrings, readJson } from './json-column.ts';
import type { SecureValueTable } from './schema.ts';
import type { StoredSecureValue } from './vault.ts';

/** A secret's metadata as a new, active row. */
export function toRow(value: StoredSecureValue): Insertable<SecureValueTable> {
  return {
    namespace: value.namespace,
    name: value.name,
    version: value.version,
    uid: value.uid,
    active: 1,
    description: value.description,
    ref: value.ref,
    decrypters: JSON.stringify(value.decrypters),
    labels: JSON.stringify(value.labels),
    annotations: JSON.stringify(value.annotations),
    owner_references: JSON.stringify(value.ownerReferences),
    keeper: value.keeper,
    external_id: value.externalId,
    created_at: value.createdAt,
    created_by: value.createdBy,
    updated_at: value.updatedAt,
    updated_by: value.updatedBy,
  };
}

/** A row as a secret's metadata. Throws `corrupt` for a column that {@link toRow} does not write. */
export function fromRow(row: Selectable<SecureValueTable>): StoredSecureValue {
  return {
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    version: row.version,
    description: row.description,
    ref: row.ref,
    decrypters: readJson(row.decrypters, isStrings),
    labels: readJson(row.labels, isStringMap),
    annotations: readJson(row.annotations, isStringMap),
    ownerReferences: readJson(row.owner_references, isOwnerReferences),
    keeper: row.keeper,
    externalId: row.external_id,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

import type { Insertable, Selectable } from 'kysely';
import type { OwnerReference } from '../../src/domain/secure-value.ts';
import type { SecureValueTable } from './schema.ts';
import { type StoredSecureValue, VaultError } from './vault.ts';

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

function readJson<T>(text: string, isExpected: (value: unknown) => value is T): T {
  const value = parse(text);
  if (!isExpected(value)) {
    throw new VaultError('corrupt');
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause, whose message quotes the text.
    throw new VaultError('corrupt');
  }
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isString);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStringMap(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every(isString);
}

function isOwnerReferences(value: unknown): value is OwnerReference[] {
  return Array.isArray(value) && value.every(isOwnerReference);
}

function isOwnerReference(value: unknown): value is OwnerReference {
  return isRecord(value) && isString(value.apiVersion) && isString(value.kind) && isString(value.name);
}

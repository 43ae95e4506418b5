import { isJsonObject, type JsonObject } from '../domain/json-object';
import type { Keeper } from '../domain/keeper';
import type { SecureValue } from '../domain/secure-value';
import { ApiFailure } from './api-error';

/** A page of a list, as far as the client reads it. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Empty on the last page. */
  readonly continueToken: string;
}

/** @throws {ApiFailure} when the answer is not a list of these items */
export function parseListPage<Item>(answer: unknown, isItem: (value: unknown) => value is Item): ListPage<Item> {
  if (!isJsonObject(answer)) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  // Go writes an empty list as null.
  const items = answer.items ?? [];
  if (!Array.isArray(items) || !items.every(isItem)) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  const continueToken = isJsonObject(answer.metadata) ? answer.metadata.continue : undefined;
  return { items, continueToken: typeof continueToken === 'string' ? continueToken : '' };
}

/** Enough of a check that nothing the pages touch can be missing or of another type. */
export function isSecureValue(value: unknown): value is SecureValue {
  return hasCommonParts(value) && isListOf(value.spec.decrypters ?? [], isString);
}

/** As of a secure value. A keeper of a kind that is not known here is one, too. */
export function isKeeper(value: unknown): value is Keeper {
  return hasCommonParts(value) && (value.spec.aws === undefined || value.spec.aws === null || isAws(value.spec.aws));
}

function isAws(value: unknown): boolean {
  if (!isJsonObject(value) || !isString(value.region) || !isString(value.kmsKeyId ?? '')) {
    return false;
  }
  const { assumeRole } = value;
  return (
    assumeRole === undefined ||
    assumeRole === null ||
    (isJsonObject(assumeRole) && isString(assumeRole.assumeRoleArn) && isString(assumeRole.externalID))
  );
}

/** What the objects of every kind have. */
function hasCommonParts(value: unknown): value is { readonly spec: JsonObject } {
  if (!isJsonObject(value) || !isJsonObject(value.metadata) || !isJsonObject(value.spec)) {
    return false;
  }
  const { metadata, spec, status } = value;
  return (
    typeof metadata.name === 'string' &&
    isStringMap(metadata.labels ?? {}) &&
    isStringMap(metadata.annotations ?? {}) &&
    isListOf(metadata.ownerReferences ?? [], isOwnerReference) &&
    typeof spec.description === 'string' &&
    (status === undefined || status === null || isJsonObject(status))
  );
}

function isOwnerReference(value: unknown): boolean {
  return isJsonObject(value) && isString(value.apiVersion) && isString(value.kind) && isString(value.name);
}

function isStringMap(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every(isString);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

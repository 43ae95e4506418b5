import { isJsonObject } from '../domain/json-object';
import type { SecureValue } from '../domain/secure-value';
import { ApiFailure } from './api-error';

/** A page of a list, as far as the client reads it. */
export interface ListPage {
  readonly items: readonly SecureValue[];
  /** Empty on the last page. */
  readonly continueToken: string;
}

/** @throws {ApiFailure} when the answer is not a list of secure values */
export function parseListPage(answer: unknown): ListPage {
  if (!isJsonObject(answer)) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  // Go writes an empty list as null.
  const items = answer.items ?? [];
  if (!Array.isArray(items) || !items.every(isSecureValue)) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  const continueToken = isJsonObject(answer.metadata) ? answer.metadata.continue : undefined;
  return { items, continueToken: typeof continueToken === 'string' ? continueToken : '' };
}

/** Enough of a check that nothing the pages touch can be missing or of another type. */
export function isSecureValue(value: unknown): value is SecureValue {
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
    isListOf(spec.decrypters ?? [], isString) &&
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

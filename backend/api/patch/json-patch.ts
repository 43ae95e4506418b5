import { tooManyOperations } from '../../../src/domain/status.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../http/json-reader.ts';
import { StatusError } from '../../http/status-error.ts';
import { Draft, DraftError } from './draft.ts';
import { parsePointer, type JsonPointer } from './json-pointer.ts';
import { malformedPatch, unappliablePatch } from './patch-error.ts';

/** One step of a JSON Patch (RFC 6902, section 4). */
export type Operation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: JsonPointer; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: JsonPointer }
  | { readonly op: 'move' | 'copy'; readonly from: JsonPointer; readonly path: JsonPointer };

/** Kubernetes' `maxJSONPatchOperations`. */
export const OPERATIONS_MAX = 10_000;

/**
 * Reads a JSON Patch. Members that an operation does not know are ignored, as the RFC demands.
 *
 * @throws StatusError 400 for what is no JSON Patch, 413 for too many operations
 */
export function readJsonPatch(patch: JsonValue): readonly Operation[] {
  if (!isJsonArray(patch)) {
    throw malformedPatch('a JSON patch is a list of operations');
  }
  if (patch.length > OPERATIONS_MAX) {
    throw new StatusError(tooManyOperations(patch.length, OPERATIONS_MAX));
  }
  return patch.map((operation, index) => {
    if (!isJsonObject(operation)) {
      throw malformedPatch(`operation ${index} is no object`);
    }
    return readOperation(operation, index);
  });
}

/**
 * The target as a JSON Patch changes it, all of it or not at all. What was given stays as it was.
 *
 * Own code: libraries for it work on plain objects, where a key `__proto__` is no member and a `SecretValue` is copied to
 * pieces, and know no limit to what copies of copies grow to.
 *
 * @throws StatusError 422 for an operation that cannot be applied, and for a test that fails.
 */
export function applyJsonPatch(target: JsonValue, operations: readonly Operation[]): JsonValue {
  const draft = new Draft(target);
  operations.forEach((operation, index) => {
    try {
      apply(draft, operation);
    } catch (error) {
      throw error instanceof DraftError
        ? unappliablePatch(`operation ${index} (${operation.op}): ${error.message}`)
        : error;
    }
  });
  return draft.root();
}

function apply(draft: Draft, operation: Operation): void {
  switch (operation.op) {
    case 'add':
      return draft.add(operation.path, operation.value);
    case 'replace':
      return draft.replace(operation.path, operation.value);
    case 'test':
      return draft.test(operation.path, operation.value);
    case 'remove':
      return draft.remove(operation.path);
    case 'move':
      return draft.move(operation.from, operation.path);
    case 'copy':
      return draft.copy(operation.from, operation.path);
  }
}

function readOperation(operation: JsonObject, index: number): Operation {
  const pointerAt = (key: 'path' | 'from'): JsonPointer => {
    const text = operation.get(key);
    const pointer = typeof text === 'string' ? parsePointer(text) : undefined;
    if (pointer === undefined) {
      throw malformedPatch(`operation ${index} has no JSON pointer for "${key}"`);
    }
    return pointer;
  };
  const op = operation.get('op');
  const path = pointerAt('path');
  switch (op) {
    case 'add':
    case 'replace':
    case 'test': {
      const value = operation.get('value');
      if (value === undefined) {
        throw malformedPatch(`operation ${index} has no "value"`);
      }
      return { op, path, value };
    }
    case 'remove':
      return { op, path };
    case 'move':
    case 'copy':
      return { op, path, from: pointerAt('from') };
    default:
      throw malformedPatch(`operation ${index} is none of add, remove, replace, move, copy, test`);
  }
}

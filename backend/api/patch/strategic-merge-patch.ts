import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../http/json-reader.ts';
import { malformedPatch } from './patch-error.ts';

/** What a member of a patch says of the object around it (Kubernetes, "Strategic merge patch"). */
const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
/** Directives for lists that are merged item by item. None of the group is. */
const LIST_DIRECTIVES = ['$setElementOrder/', '$deleteFromPrimitiveList/'];

/**
 * The target as a strategic merge patch changes it. Every list of the group is replaced as a whole, which leaves a merge
 * patch with two directives: `$patch: replace` takes the object of the patch as it is, `$patch: delete` empties it, and
 * `$retainKeys` takes away what it does not name.
 *
 * @throws StatusError 400 for other directives, and for those that contradict the patch.
 */
export function strategicMergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) {
    requireNoItemDirectives(patch);
    return patch;
  }
  const directive = patch.get(DIRECTIVE);
  if (directive !== undefined) {
    return directed(directive, patch);
  }
  const merged = new Map(isJsonObject(target) ? retained(target, patch) : []);
  for (const [key, change] of patch) {
    requireKnownDirective(key);
    if (change === null) {
      merged.delete(key);
    } else if (key !== RETAIN_KEYS) {
      merged.set(key, strategicMergePatch(merged.get(key), change));
    }
  }
  return merged;
}

function directed(directive: JsonValue, patch: JsonObject): JsonValue {
  switch (directive) {
    case 'replace':
      return new Map([...patch].filter(([key]) => key !== DIRECTIVE));
    case 'delete':
      return new Map();
    default:
      throw malformedPatch(`${DIRECTIVE} can be "replace" or "delete"`);
  }
}

function retained(target: JsonObject, patch: JsonObject): JsonObject {
  const keys = patch.get(RETAIN_KEYS);
  if (keys === undefined) {
    return target;
  }
  if (!isJsonArray(keys) || !keys.every((key) => typeof key === 'string')) {
    throw malformedPatch(`${RETAIN_KEYS} must be a list of keys`);
  }
  const kept: ReadonlySet<JsonValue> = new Set(keys);
  if ([...patch].some(([key, change]) => key !== RETAIN_KEYS && change !== null && !kept.has(key))) {
    throw malformedPatch(`${RETAIN_KEYS} must name every key that the patch sets`);
  }
  return new Map([...target].filter(([key]) => kept.has(key)));
}

function requireKnownDirective(key: string): void {
  const listDirective = LIST_DIRECTIVES.find((prefix) => key.startsWith(prefix));
  if (listDirective !== undefined) {
    throw malformedPatch(`${listDirective} has no list to work on: every list is replaced as a whole`);
  }
}

function requireNoItemDirectives(list: JsonValue): void {
  if (isJsonArray(list) && list.some((item) => isJsonObject(item) && item.has(DIRECTIVE))) {
    throw malformedPatch(`${DIRECTIVE} in a list has no effect: every list is replaced as a whole`);
  }
}

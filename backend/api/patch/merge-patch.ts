import { isJsonObject, type JsonValue } from '../../http/json-reader.ts';

/**
 * The target as a JSON Merge Patch (RFC 7386) changes it: objects member by member, null takes a member away, everything
 * else, lists included, is replaced. What was given stays as it was.
 *
 * Own code, as for JSON Patch: libraries for it work on plain objects, where a key `__proto__` is no member and a
 * `SecretValue` is copied to pieces.
 */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) {
    return patch;
  }
  const merged = new Map(isJsonObject(target) ? target : []);
  for (const [key, change] of patch) {
    if (change === null) {
      merged.delete(key);
    } else {
      merged.set(key, mergePatch(merged.get(key), change));
    }
  }
  return merged;
}

import { isJsonArray, isJsonObject, type JsonValue } from '../../http/json-reader.ts';

/** Whether two values are equal in the sense of JSON Patch (RFC 6902, section 4.6). A secret equals nothing. */
export function equalJson(one: JsonValue, other: JsonValue): boolean {
  if (isJsonArray(one)) {
    return (
      isJsonArray(other) && one.length === other.length && one.every((item, index) => equalMembers(item, other[index]))
    );
  }
  if (isJsonObject(one)) {
    return (
      isJsonObject(other) &&
      one.size === other.size &&
      [...one].every(([key, member]) => equalMembers(member, other.get(key)))
    );
  }
  return typeof one !== 'object' ? one === other : one === null && other === null;
}

function equalMembers(one: JsonValue, other: JsonValue | undefined): boolean {
  return other !== undefined && equalJson(one, other);
}

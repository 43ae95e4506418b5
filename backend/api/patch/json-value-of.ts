import type { JsonValue } from '../../http/json-reader.ts';

/** An object as it would be read from its own JSON. */
export function jsonValueOf(value: unknown): JsonValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(jsonValueOf);
  }
  if (typeof value !== 'object') {
    throw new TypeError('It has no form in JSON');
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return new Map(members.map(([key, member]) => [key, jsonValueOf(member)]));
}

import { isJsonArray, isJsonObject, type JsonPath, type JsonValue, type SecretPlaces } from '../../http/json-reader.ts';
import { SecretValue } from '../../vault/secret-value.ts';

/**
 * A value with secrets at the secret places of its document, and nowhere else: a text that came to such a place becomes a
 * secret, and a secret that turns out to be none becomes a text again, once.
 *
 * @param path where the value stands.
 */
export function secretsInPlace(value: JsonValue, path: JsonPath, places: SecretPlaces): JsonValue {
  if (value instanceof SecretValue) {
    return places.isSecret(path) ? value : value.use((bytes) => bytes.toString('utf8'));
  }
  if (typeof value === 'string' && places.isSecret(path)) {
    const secret = SecretValue.fromUtf8(value);
    places.onSecret(secret);
    return secret;
  }
  if (isJsonArray(value)) {
    return value.map((item, index) => secretsInPlace(item, [...path, index], places));
  }
  if (isJsonObject(value)) {
    return new Map([...value].map(([key, member]) => [key, secretsInPlace(member, [...path, key], places)]));
  }
  return value;
}

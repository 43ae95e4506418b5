import type { ResourceKind } from '../../../src/domain/api-group.ts';
import { readJson, type JsonDocument, type JsonPath } from '../../http/json-reader.ts';
import { JsonSyntaxError } from '../../http/json-syntax-error.ts';
import type { SecretValue } from '../../vault/secret-value.ts';
import { unrecognised } from './unsuitable.ts';

/** What a kind says of its bodies before they are read. */
interface BodyPlaces {
  readonly names: ResourceKind;
  isSecret(path: JsonPath): boolean;
}

/**
 * Reads a body for the length of one call. Its bytes are wiped at once, its secrets when the call is over. No error
 * repeats the body, which may hold a value: Kubernetes would show it in brackets after a syntax error.
 *
 * @throws StatusError 400 for what is no JSON.
 */
export async function withDocument<T>(
  bytes: Buffer,
  places: BodyPlaces,
  act: (document: JsonDocument) => Promise<T>
): Promise<T> {
  const secrets: SecretValue[] = [];
  try {
    return await act(readAndWipe(bytes, places, secrets));
  } finally {
    secrets.forEach((secret) => secret.wipe());
  }
}

function readAndWipe(bytes: Buffer, places: BodyPlaces, secrets: SecretValue[]): JsonDocument {
  try {
    return readJson(bytes, {
      isSecret: (path) => places.isSecret(path),
      onSecret: (secret) => secrets.push(secret),
    });
  } catch (error) {
    throw error instanceof JsonSyntaxError ? unrecognised(places.names, error.message) : error;
  } finally {
    bytes.fill(0);
  }
}

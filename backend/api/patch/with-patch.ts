import { isJsonObject, readJson, type JsonDocument, type JsonPath, type SecretPlaces } from '../../http/json-reader.ts';
import { JsonSyntaxError } from '../../http/json-syntax-error.ts';
import type { SecretValue } from '../../vault/secret-value.ts';
import { applyJsonPatch, OPERATIONS_MAX, readJsonPatch, type Operation } from './json-patch.ts';
import { jsonValueOf } from './json-value-of.ts';
import { mergePatch } from './merge-patch.ts';
import { malformedPatch } from './patch-error.ts';
import type { PatchType } from './patch-type.ts';
import { secretsInPlace } from './secrets-in-place.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';

/** Makes the new form of an object from the one that is there. The stored value is in neither. */
export type Patch = (current: object) => JsonDocument;

/** How many texts a patch may bring: twice what the longest list of operations needs. Each is memory of its own for a while. */
const TEXTS_MAX = 2 * OPERATIONS_MAX;

/** What a kind says of its objects before a patch is read. */
interface ObjectPlaces {
  isSecret(path: JsonPath): boolean;
}

/**
 * Reads a patch for the length of one call. Its bytes are wiped at once, its secrets when the call is over; no error repeats
 * any of it.
 *
 * @throws StatusError 400 for what is no patch of its type, 413 for one with too many operations. The patch itself throws
 *   400 and 422 for what cannot be done to an object.
 */
export async function withPatch<T>(
  bytes: Buffer,
  type: PatchType,
  object: ObjectPlaces,
  act: (patch: Patch) => Promise<T>
): Promise<T> {
  const secrets: SecretValue[] = [];
  const places: SecretPlaces = {
    isSecret: (path) => object.isSecret(path),
    onSecret: (secret) => {
      secrets.push(secret);
      if (secrets.length > TEXTS_MAX) {
        throw malformedPatch(`it brings more than ${TEXTS_MAX} texts`);
      }
    },
  };
  try {
    return await act(readPatch(bytes, type, places));
  } finally {
    secrets.forEach((secret) => secret.wipe());
  }
}

function readPatch(bytes: Buffer, type: PatchType, places: SecretPlaces): Patch {
  try {
    return type === 'json' ? jsonPatch(bytes, places) : merging(bytes, type, places);
  } catch (error) {
    throw error instanceof JsonSyntaxError ? malformedPatch(error.message) : error;
  } finally {
    bytes.fill(0);
  }
}

function merging(bytes: Buffer, type: 'merge' | 'strategic', places: SecretPlaces): Patch {
  // The fields of such a patch stand where those of the object stand, the secret ones among them.
  const { value, duplicates } = readJson(bytes, places);
  if (!isJsonObject(value)) {
    throw malformedPatch('a merge patch is an object');
  }
  const merge = type === 'merge' ? mergePatch : strategicMergePatch;
  return (current) => ({ value: merge(jsonValueOf(current), value), duplicates });
}

function jsonPatch(bytes: Buffer, places: SecretPlaces): Patch {
  // What an operation brings may come before its path: until that is known, every text of it is a secret.
  const { value, duplicates } = readJson(bytes, { ...places, isSecret: isBrought });
  const operations = readJsonPatch(value).map((operation) => withSecretsOfTarget(operation, places));
  return (current) => ({
    // A text can also come to a secret place by copying and moving.
    value: secretsInPlace(applyJsonPatch(jsonValueOf(current), operations), [], places),
    duplicates,
  });
}

function isBrought([index, member]: JsonPath): boolean {
  return typeof index === 'number' && member === 'value';
}

function withSecretsOfTarget(operation: Operation, places: SecretPlaces): Operation {
  return 'value' in operation
    ? { ...operation, value: secretsInPlace(operation.value, operation.path, places) }
    : operation;
}

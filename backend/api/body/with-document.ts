import type { ResourceKind } from '../../../src/domain/api-group.ts';
import type { JsonDocument, JsonPath } from '../../http/json-reader.ts';
import { isDocumentSyntaxError, readDocument, type SentBody } from '../../http/sent-body.ts';
import type { SecretValue } from '../../vault/secret-value.ts';
import { unrecognised } from './unsuitable.ts';

/** What a kind says of its bodies before they are read. */
interface BodyPlaces {
  readonly names: ResourceKind;
  isSecret(path: JsonPath): boolean;
}

/** A body has one value and perhaps a copy of it; one that repeats its key more often than this only costs time. */
const SECRETS_MAX = 100;

/**
 * Reads a body for the length of one call. Its bytes are wiped at once, its secrets when the call is over. No error
 * repeats the body, which may hold a value: Kubernetes would show it in brackets after a syntax error.
 *
 * @throws StatusError 400 for what is neither JSON nor YAML.
 */
export async function withDocument<T>(
  body: SentBody,
  places: BodyPlaces,
  act: (document: JsonDocument) => Promise<T>
): Promise<T> {
  const secrets: SecretValue[] = [];
  try {
    return await act(readAndWipe(body, places, secrets));
  } finally {
    secrets.forEach((secret) => secret.wipe());
  }
}

function readAndWipe(body: SentBody, places: BodyPlaces, secrets: SecretValue[]): JsonDocument {
  try {
    return readDocument(body, {
      isSecret: (path) => places.isSecret(path),
      onSecret: (secret) => {
        secrets.push(secret);
        if (secrets.length > SECRETS_MAX) {
          throw unrecognised(places.names, body.syntax, `more than ${SECRETS_MAX} values`);
        }
      },
    });
  } catch (error) {
    throw isDocumentSyntaxError(error) ? unrecognised(places.names, body.syntax, error.message) : error;
  } finally {
    body.bytes.fill(0);
  }
}

import { badRequest } from '../http/grafana-error.ts';
import { isJsonArray, isJsonObject, readJson, type JsonObject, type JsonValue } from '../http/json-reader.ts';
import { JsonSyntaxError } from '../http/json-syntax-error.ts';
import { readDecrypterTokenOrder, type DecrypterTokenDraft } from './decrypter-draft.ts';
import { DEFAULT_LIFETIMES } from './token-lifetime.ts';

const FIELDS = ['decrypter', 'only', 'source', 'ttl'] as const;
type Field = (typeof FIELDS)[number];

/**
 * Reads `{"decrypter": "k6-cloud", "only": ["db-*"], "source": ["10.0.0.0/8"], "ttl": "1h"}`, of which `decrypter` alone
 * is required. A list is left out to limit nothing; an empty one could be meant for everything or for nothing.
 *
 * @param namespace the caller's own: the token is for that one.
 * @throws GrafanaError 400 that names every field that is wrong, its rule and the way out, and repeats nothing.
 */
export function decodeDecrypterTokenRequest(bytes: Buffer, namespace: string): DecrypterTokenDraft {
  const body = readObject(bytes);
  const problems: string[] = [];
  const order = {
    decrypter: textOf(body, 'decrypter', problems) ?? '',
    only: listOf(body, 'only', problems),
    source: listOf(body, 'source', problems),
    namespace,
    ttl: textOf(body, 'ttl', problems) ?? DEFAULT_LIFETIMES.decrypter,
  };
  const reading = problems.length === 0 ? readDecrypterTokenOrder(order) : undefined;
  if (reading?.ok) {
    return reading.draft;
  }
  problems.push(...(reading?.problems ?? []).map(({ field, rule }) => `${field} ${rule}`));
  throw badRequest(problems.join('; '));
}

function readObject(bytes: Buffer): JsonObject {
  const { value, duplicates } = readDocument(bytes);
  if (!isJsonObject(value)) {
    throw badRequest('the body must be a JSON object');
  }
  if (duplicates.length > 0) {
    throw badRequest('the body must not have a field twice');
  }
  if ([...value.keys()].some((key) => !FIELDS.some((field) => field === key))) {
    throw badRequest(`the body has an unknown field; it takes ${FIELDS.join(', ')}`);
  }
  return value;
}

function readDocument(bytes: Buffer) {
  try {
    return readJson(bytes, { isSecret: () => false, onSecret: () => undefined });
  } catch (error) {
    throw error instanceof JsonSyntaxError ? badRequest(`the body must be a JSON object: ${error.message}`) : error;
  }
}

function textOf(body: JsonObject, field: Field, problems: string[]): string | undefined {
  const value = body.get(field);
  if (value !== undefined && typeof value !== 'string') {
    problems.push(`${field} must be a string`);
  }
  return typeof value === 'string' ? value : undefined;
}

function listOf(body: JsonObject, field: Field, problems: string[]): readonly string[] {
  const value = body.get(field);
  const texts = textsIn(value);
  if (value !== undefined && texts.length === 0) {
    problems.push(`${field} must be a list of one or more strings; leave it out to limit nothing`);
  }
  return texts;
}

/** Empty for everything that is no list of strings. */
function textsIn(value: JsonValue | undefined): readonly string[] {
  const texts = isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
  return isJsonArray(value) && texts.length === value.length ? texts : [];
}

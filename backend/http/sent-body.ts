import { readJson, type JsonDocument, type SecretPlaces } from './json-reader.ts';
import { JsonSyntaxError } from './json-syntax-error.ts';
import type { Syntax } from './negotiation.ts';
import { readYaml } from './yaml-reader.ts';
import { YamlSyntaxError } from './yaml-syntax-error.ts';

/** A body as it arrived. */
export interface SentBody {
  readonly bytes: Buffer;
  readonly syntax: Syntax;
}

/** A problem of a body that has no document. Its message repeats nothing of the body. */
export type DocumentSyntaxError = JsonSyntaxError | YamlSyntaxError;

/** @throws DocumentSyntaxError */
export function readDocument({ bytes, syntax }: SentBody, secrets: SecretPlaces): JsonDocument {
  return syntax === 'yaml' ? readYaml(bytes, secrets) : readJson(bytes, secrets);
}

export function isDocumentSyntaxError(error: unknown): error is DocumentSyntaxError {
  return error instanceof JsonSyntaxError || error instanceof YamlSyntaxError;
}

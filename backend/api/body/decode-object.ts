import type { ResourceKind } from '../../../src/domain/api-group.ts';
import { quoted } from '../../../src/domain/quoted.ts';
import { isJsonObject, type JsonDocument } from '../../http/json-reader.ts';
import type { FieldValidation } from '../query-options.ts';
import { FieldReader, FieldTypeError, jsonTypeOf } from './field-reader.ts';
import { shownPath } from './shown-path.ts';
import { requireTypeMeta } from './type-meta.ts';
import { unrecognised, unsuitable } from './unsuitable.ts';

export interface Decoded<Body> {
  /** Every field of the right type, and none checked further. */
  readonly body: Body;
  /** Unknown and repeated fields, for the `Warning` headers or the error of strict validation. */
  readonly strictProblems: readonly string[];
}

/**
 * Decodes the document of an object of one kind.
 *
 * @param decode reads the fields. What it does not ask for is unknown.
 * @throws StatusError 400 for what is no object of this kind and version, or has a field of the wrong type.
 */
export function decodeObject<Body>(
  names: ResourceKind,
  { value, duplicates }: JsonDocument,
  decode: (object: FieldReader) => Body
): Decoded<Body> {
  if (!isJsonObject(value)) {
    throw unrecognised(
      names,
      'json',
      `json: cannot unmarshal ${jsonTypeOf(value)} into Go value of type ${names.kind}`
    );
  }
  const object = new FieldReader(value, names.kind);
  try {
    requireTypeMeta(names, object.text('apiVersion'), object.text('kind'));
    const body = decode(object);
    const strictProblems = [
      ...object.unknownFields().map((path) => `unknown field ${quoted(shownPath(path))}`),
      ...duplicates.map((path) => `duplicate field ${quoted(shownPath(path))}`),
    ];
    return { body, strictProblems: firstOf(strictProblems) };
  } catch (error) {
    throw error instanceof FieldTypeError ? unsuitable(names, error.message) : error;
  }
}

/**
 * The warnings about unknown and repeated fields (Kubernetes, "Field validation").
 *
 * @throws StatusError 400 for them in strict validation.
 */
export function fieldWarnings(
  names: ResourceKind,
  strictProblems: readonly string[],
  validation: FieldValidation
): readonly string[] {
  if (validation === 'Strict' && strictProblems.length > 0) {
    throw unsuitable(names, `strict decoding error: ${strictProblems.join(', ')}`);
  }
  return validation === 'Warn' ? strictProblems : [];
}

/** Keeps the headers of an answer well below the 16 KiB that clients commonly read. */
const STRICT_PROBLEMS_MAX = 20;

function firstOf(problems: readonly string[]): readonly string[] {
  const rest = problems.length - STRICT_PROBLEMS_MAX;
  return rest > 0 ? [...problems.slice(0, STRICT_PROBLEMS_MAX), `${rest} more unknown or duplicate fields`] : problems;
}

import { SECURE_VALUES } from '../../src/domain/api-group.ts';
import { quoted } from '../../src/domain/quoted.ts';
import type { OwnerReference } from '../../src/domain/secure-value.ts';
import { badRequest } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';
import type { SecretValue } from '../vault/secret-value.ts';
import { LAST_APPLIED_ANNOTATION } from './annotations.ts';
import { FieldReader, FieldTypeError, jsonTypeOf } from './field-reader.ts';
import { isJsonObject, readJson, type JsonDocument, type JsonPath } from '../http/json-reader.ts';
import { JsonSyntaxError } from '../http/json-syntax-error.ts';
import { shownPath } from './shown-path.ts';
import { typeMetaProblem, unsuitable } from './type-meta.ts';

/** A secure value as a client sent it, every field of the right type and none checked further. Absent texts are empty. */
export interface SecureValueBody {
  readonly metadata: {
    readonly name: string;
    readonly generateName: string;
    readonly namespace: string;
    readonly resourceVersion: string;
    readonly labels: ReadonlyMap<string, string>;
    readonly annotations: ReadonlyMap<string, string>;
    readonly ownerReferences: readonly OwnerReference[];
  };
  readonly spec: {
    readonly description: string;
    /** Undefined where the body has none, or null. */
    readonly value: SecretValue | undefined;
    readonly ref: string | undefined;
    readonly decrypters: readonly string[];
  };
}

export interface DecodedSecureValue {
  readonly body: SecureValueBody;
  /** Unknown and repeated fields, for the `Warning` headers or the error of strict validation. */
  readonly strictProblems: readonly string[];
}

/**
 * Decodes the JSON of a create or an update. No error repeats the body, which holds the value: Kubernetes would show it
 * in brackets after a syntax error.
 *
 * @param onSecret is told of every secret in the body, whatever becomes of the request.
 * @throws StatusError 400 for what is no JSON, no secure value of this version, or has a field of the wrong type.
 */
export function decodeSecureValue(bytes: Buffer, onSecret: (secret: SecretValue) => void): DecodedSecureValue {
  const document = readDocument(bytes, onSecret);
  try {
    return decodeDocument(document);
  } catch (error) {
    throw error instanceof FieldTypeError ? new StatusError(unsuitable(error.message)) : error;
  }
}

/** 400 of strict field validation (Kubernetes, "Field validation"). */
export function strictFailure(problems: readonly string[]): StatusError {
  return new StatusError(unsuitable(`strict decoding error: ${problems.join(', ')}`));
}

function readDocument(bytes: Buffer, onSecret: (secret: SecretValue) => void): JsonDocument {
  try {
    return readJson(bytes, { isSecret, onSecret });
  } catch (error) {
    throw error instanceof JsonSyntaxError ? unrecognised(error.message) : error;
  }
}

/** kubectl keeps a copy of the whole object, value included, in an annotation. */
function isSecret(path: JsonPath): boolean {
  const [parent, child, grandchild] = path;
  return (
    (path.length === 2 && parent === 'spec' && child === 'value') ||
    (path.length === 3 && parent === 'metadata' && child === 'annotations' && grandchild === LAST_APPLIED_ANNOTATION)
  );
}

function decodeDocument({ value, duplicates }: JsonDocument): DecodedSecureValue {
  if (!isJsonObject(value)) {
    throw unrecognised(`json: cannot unmarshal ${jsonTypeOf(value)} into Go value of type ${SECURE_VALUES.kind}`);
  }
  const object = new FieldReader(value, SECURE_VALUES.kind);
  const problem = typeMetaProblem(object.text('apiVersion'), object.text('kind'));
  if (problem !== undefined) {
    throw new StatusError(problem);
  }
  // A client's status is never used, but its name is known.
  object
    .object('status', 'SecureValueStatus')
    .ignore('version', 'externalID', 'keeper', 'operatorStates', 'additionalFields');
  const body = {
    metadata: decodeMetadata(object.object('metadata', 'ObjectMeta')),
    spec: decodeSpec(object.object('spec', 'SecureValueSpec')),
  };
  const strictProblems = [
    ...object.unknownFields().map((path) => `unknown field ${quoted(shownPath(path))}`),
    ...duplicates.map((path) => `duplicate field ${quoted(shownPath(path))}`),
  ];
  return { body, strictProblems: firstOf(strictProblems) };
}

/** Keeps the headers of an answer well below the 16 KiB that clients commonly read. */
const STRICT_PROBLEMS_MAX = 20;

function firstOf(problems: readonly string[]): readonly string[] {
  const rest = problems.length - STRICT_PROBLEMS_MAX;
  return rest > 0 ? [...problems.slice(0, STRICT_PROBLEMS_MAX), `${rest} more unknown or duplicate fields`] : problems;
}

/** Metadata of Kubernetes' objects that the group does not keep. */
const FORGOTTEN_METADATA = [
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'selfLink',
  'finalizers',
  'managedFields',
];

function decodeMetadata(metadata: FieldReader): SecureValueBody['metadata'] {
  metadata.ignore(...FORGOTTEN_METADATA);
  return {
    name: metadata.text('name'),
    generateName: metadata.text('generateName'),
    namespace: metadata.text('namespace'),
    resourceVersion: metadata.text('resourceVersion'),
    labels: metadata.textMap('labels'),
    annotations: metadata.textMap('annotations'),
    ownerReferences: metadata.objects('ownerReferences', 'OwnerReference').map(decodeOwnerReference),
  };
}

function decodeOwnerReference(reference: FieldReader): OwnerReference {
  reference.ignore('uid', 'controller', 'blockOwnerDeletion');
  return { apiVersion: reference.text('apiVersion'), kind: reference.text('kind'), name: reference.text('name') };
}

function decodeSpec(spec: FieldReader): SecureValueBody['spec'] {
  return {
    description: spec.text('description'),
    value: spec.secret('value'),
    ref: spec.optionalText('ref'),
    decrypters: spec.texts('decrypters'),
  };
}

function unrecognised(problem: string): StatusError {
  return new StatusError(
    badRequest(
      `the object provided is unrecognized (must be of type ${SECURE_VALUES.kind}): couldn't get version/kind; ` +
        `json parse error: ${problem}`
    )
  );
}

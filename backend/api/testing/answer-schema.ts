import type { Schema, Schemas } from '../openapi/schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** What answers always have, though a request may leave it out. */
const WHOLE_IN_ANSWERS: Readonly<Record<string, readonly string[]>> = {
  ObjectMeta: ['name', 'namespace', 'uid', 'resourceVersion', 'creationTimestamp', 'annotations'],
  OwnerReference: ['apiVersion', 'kind', 'name'],
  SecureValue: ['metadata', 'spec', 'status'],
  SecureValueStatus: ['externalID', 'keeper', 'version'],
  SecureValueList: ['apiVersion', 'kind', 'metadata', 'items'],
  Keeper: ['metadata', 'spec', 'status'],
  KeeperStatus: ['active'],
  KeeperList: ['apiVersion', 'kind', 'metadata', 'items'],
  Status: ['apiVersion', 'kind', 'metadata', 'status', 'code'],
  StatusCause: ['reason', 'message', 'field'],
  Table: ['apiVersion', 'kind', 'metadata', 'columnDefinitions', 'rows'],
};

/** The keywords that OpenAPI 3.0 has in common with JSON Schema and that need no translation. */
const COMMON = [
  'type',
  'format',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
] as const;

/** Where references lead: the translated schemas have this `$id`, and are its `definitions`. */
export const ANSWERS_ID = 'answers';

const OPENAPI_REF = '#/components/schemas/';

/**
 * The schemas of a document as JSON Schemas of what the service may answer: OpenAPI 3.0 without what is for requests
 * alone, and closed, so that a member that the document does not know is an error.
 */
export function answerSchemas(schemas: Schemas): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const answer = answerSchema(schema);
      const whole = WHOLE_IN_ANSWERS[name];
      return [name, whole === undefined ? answer : { ...answer, required: whole }];
    })
  );
}

/** One schema. */
export function answerSchema(schema: Schema): JsonSchema {
  const { $ref, allOf, anyOf, items, nullable } = schema;
  if ($ref !== undefined) {
    return { $ref: $ref.replace(OPENAPI_REF, `${ANSWERS_ID}#/definitions/`) };
  }
  const translated: JsonSchema = {
    ...Object.fromEntries(COMMON.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]])),
    ...(allOf === undefined ? {} : { allOf: allOf.map(answerSchema) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(answerSchema) }),
    ...(items === undefined ? {} : { items: answerSchema(items) }),
    ...(schema.type === 'object' ? membersOf(schema) : {}),
  };
  return nullable === true ? { anyOf: [translated, { type: 'null' }] } : translated;
}

function membersOf({ properties = {}, required, additionalProperties }: Schema): JsonSchema {
  const shown = Object.entries(properties).filter(([, property]) => property.writeOnly !== true);
  return {
    properties: Object.fromEntries(shown.map(([name, property]) => [name, answerSchema(property)])),
    ...(required === undefined ? {} : { required }),
    additionalProperties: additionalProperties !== undefined && answerSchema(additionalProperties),
  };
}

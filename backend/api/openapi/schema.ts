/** A kind as OpenAPI documents of Kubernetes name it. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The part of OpenAPI 3.0's schemas that is used here. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: 'int32' | 'int64' | 'date-time';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  /** In Unicode characters, as `maxLength`. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Where it is absent, answers have none but the named properties, though a client may send more. */
  readonly additionalProperties?: Schema;
  readonly nullable?: boolean;
  /** Never part of a request: it is ignored there. */
  readonly readOnly?: boolean;
  /** Never part of an answer. */
  readonly writeOnly?: boolean;
  readonly example?: unknown;
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
  /** `atomic`: patches replace the whole list. */
  readonly 'x-kubernetes-list-type'?: 'atomic';
}

export type Schemas = Readonly<Record<string, Schema>>;

/** A reference to a schema of the document. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** A reference with words of its own: OpenAPI 3.0 ignores what stands beside `$ref`. */
export function describedRef(name: string, description: string, more: Schema = {}): Schema {
  return { description, ...more, allOf: [ref(name)] };
}

export function text(description: string, more: Schema = {}): Schema {
  return { description, type: 'string', ...more };
}

/** An object of texts. */
export function textMap(description: string): Schema {
  return { description, type: 'object', additionalProperties: { type: 'string' } };
}

/** The `kind` and `apiVersion` of an object. */
export function typeMeta(kind: string, apiVersion: string): Schemas {
  return {
    apiVersion: text(`The version of the schema: ${apiVersion} where it is given.`, { enum: [apiVersion] }),
    kind: text(`What the object is: ${kind} where it is given.`, { enum: [kind] }),
  };
}

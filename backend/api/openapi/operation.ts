import type { GroupVersionKind, Schema, Schemas } from './schema.ts';

/** The part of OpenAPI 3.0 that is used here. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: true;
  readonly description: string;
  readonly schema: Schema;
}

export type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export type Answer = { readonly description: string; readonly content: Content } | { readonly $ref: string };

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
  readonly 'x-kubernetes-action'?: 'get' | 'list' | 'post' | 'put' | 'patch' | 'delete';
  readonly 'x-kubernetes-group-version-kind'?: GroupVersionKind;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a path takes, and what can be asked of it. */
export type PathItem = { readonly parameters?: readonly Parameter[] } & {
  readonly [method in Method]?: Operation;
};

export type Paths = Readonly<Record<string, PathItem>>;

export interface OpenApiDocument {
  readonly openapi: '3.0.3';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly security: ReadonlyArray<Readonly<Record<string, readonly string[]>>>;
  readonly paths: Paths;
  readonly components: {
    readonly schemas: Schemas;
    readonly responses: Readonly<Record<string, Answer>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

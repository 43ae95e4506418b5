import type { ResourceKind } from '../../src/domain/api-group.ts';
import type { Caller } from '../identity/caller.ts';
import type { JsonDocument, JsonPath } from '../http/json-reader.ts';
import type { WriteOptions } from './query-options.ts';

/** A request that was let in, about one namespace. */
export interface ApiRequest {
  readonly caller: Caller;
  readonly namespace: string;
}

export interface ApiListRequest extends ApiRequest {
  readonly query: URLSearchParams;
}

export interface ApiWriteRequest extends ApiRequest {
  readonly options: WriteOptions;
}

/** A list as it is answered. Its items carry no kind; clients also know lists without any, as Go writes them. */
export interface ApiList {
  readonly items: readonly object[] | null;
}

/** What a write stored, or in a dry run would have stored, and what the client should know about its body. */
export interface Written {
  readonly object: object;
  readonly warnings: readonly string[];
}

/**
 * What an update is to make of an object: a new one as the client sent it, or a change of the one that is there, as it
 * is read. A change is asked for its result while nobody else can write the object; it may throw `StatusError`.
 */
export type NewObject = JsonDocument | ((current: object) => JsonDocument);

/** A column of the table that people are shown. Every kind has its name in the first one. */
export interface TableColumn {
  readonly name: string;
  readonly description: string;
  /** Where the object has the text of the cell; the cell stays empty where the object has none. */
  readonly path: readonly string[];
}

/**
 * What is particular to one kind of the group. Routes, permissions, negotiation, bodies and formats are the same for
 * all. Operations throw `StatusError` for what they refuse.
 */
export interface Resource {
  readonly names: ResourceKind;
  /** What a table shows after the name. */
  readonly columns: readonly TableColumn[];
  /** Whether a string at this place of a body is a secret, and goes straight into memory that can be wiped. */
  isSecret(path: JsonPath): boolean;
  create(request: ApiWriteRequest, document: JsonDocument): Promise<Written>;
  get(request: ApiRequest, name: string): Promise<object>;
  /** All that the caller may see and the selectors let through. */
  list(request: ApiListRequest): Promise<ApiList>;
  update(request: ApiWriteRequest, name: string, newObject: NewObject): Promise<Written>;
  delete(request: ApiWriteRequest, name: string): Promise<void>;
  /** `POST …/activate`, of a kind that has it. Gives what is answered. */
  readonly activate?: (request: ApiWriteRequest, name: string) => Promise<object>;
}

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

/** What a write stored, or in a dry run would have stored, and what the client should know about its body. */
export interface Written {
  readonly object: object;
  readonly warnings: readonly string[];
}

/**
 * What is particular to one kind of the group. Routes, permissions, negotiation, bodies and formats are the same for
 * all. Operations throw `StatusError` for what they refuse.
 */
export interface Resource {
  readonly names: ResourceKind;
  /** Whether a string at this place of a body is a secret, and goes straight into memory that can be wiped. */
  isSecret(path: JsonPath): boolean;
  create(request: ApiWriteRequest, document: JsonDocument): Promise<Written>;
  get(request: ApiRequest, name: string): Promise<object>;
  /** All that the caller may see and the selectors let through. */
  list(request: ApiListRequest): Promise<object>;
  update(request: ApiWriteRequest, name: string, document: JsonDocument): Promise<Written>;
  delete(request: ApiWriteRequest, name: string): Promise<void>;
}

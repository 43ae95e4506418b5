import type { ResourceKind } from '../../src/domain/api-group.ts';
import type { JsonDocument } from '../http/json-reader.ts';
import { fieldWarnings, type Decoded } from './body/decode-object.ts';
import { requireSameName, requireSameNamespace, type MetadataBody } from './body/metadata.ts';
import type { ApiWriteRequest, NewObject } from './resource.ts';

/** A new object that fits the path of its request, and what the client should know about it. */
export interface Suitable<Body> {
  readonly body: Body;
  readonly warnings: readonly string[];
}

/** How a kind reads its objects, and shows those it has. */
interface Kind<Body, Stored> {
  readonly names: ResourceKind;
  decode(document: JsonDocument): Decoded<Body>;
  show(stored: Stored): object;
}

/**
 * What an update makes of an object that is there. A new object that came whole is judged at once, whether there is one
 * to update or not.
 *
 * @throws StatusError 400 for what is no object of the kind, or one of another name or namespace.
 */
export function suitableBody<Body extends { readonly metadata: MetadataBody }, Stored>(
  { names, decode, show }: Kind<Body, Stored>,
  { namespace, options }: ApiWriteRequest,
  name: string,
  newObject: NewObject
): (old: Stored) => Suitable<Body> {
  const suitableOf = (document: JsonDocument): Suitable<Body> => {
    const { body, strictProblems } = decode(document);
    const warnings = fieldWarnings(names, strictProblems, options.fieldValidation);
    requireSameNamespace(body.metadata, namespace);
    requireSameName(body.metadata, name);
    return { body, warnings };
  };
  if (typeof newObject === 'function') {
    return (old) => suitableOf(newObject(show(old)));
  }
  const suitable = suitableOf(newObject);
  return () => suitable;
}

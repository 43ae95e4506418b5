import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import type { JsonDocument, JsonPath } from '../../http/json-reader.ts';
import type { SecretValue } from '../../vault/secret-value.ts';
import { LAST_APPLIED_ANNOTATION } from '../annotations.ts';
import { decodeObject, type Decoded } from '../body/decode-object.ts';
import type { FieldReader } from '../body/field-reader.ts';
import { decodeMetadata, type MetadataBody } from '../body/metadata.ts';

/** A secure value as a client sent it. Absent texts are empty. */
export interface SecureValueBody {
  readonly metadata: MetadataBody;
  readonly spec: {
    readonly description: string;
    /** Undefined where the body has none, or null. */
    readonly value: SecretValue | undefined;
    readonly ref: string | undefined;
    readonly decrypters: readonly string[];
  };
}

/** @throws StatusError 400 for what is no secure value of this version, or has a field of the wrong type. */
export function decodeSecureValue(document: JsonDocument): Decoded<SecureValueBody> {
  return decodeObject(SECURE_VALUES, document, (object) => {
    // A client's status is never used, but its name is known.
    object
      .object('status', 'SecureValueStatus')
      .ignore('version', 'externalID', 'keeper', 'operatorStates', 'additionalFields');
    return {
      metadata: decodeMetadata(object.object('metadata', 'ObjectMeta')),
      spec: decodeSpec(object.object('spec', 'SecureValueSpec')),
    };
  });
}

/** Where a body holds the value. kubectl keeps a copy of the whole object, value included, in an annotation. */
export function isSecret(path: JsonPath): boolean {
  const [parent, child, grandchild] = path;
  return (
    (path.length === 2 && parent === 'spec' && child === 'value') ||
    (path.length === 3 && parent === 'metadata' && child === 'annotations' && grandchild === LAST_APPLIED_ANNOTATION)
  );
}

function decodeSpec(spec: FieldReader): SecureValueBody['spec'] {
  return {
    description: spec.text('description'),
    value: spec.secret('value'),
    ref: spec.optionalText('ref'),
    decrypters: spec.texts('decrypters'),
  };
}

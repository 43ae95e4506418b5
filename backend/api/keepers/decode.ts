import { KEEPERS } from '../../../src/domain/api-group.ts';
import type { AwsAssumeRole, AwsKeeper, KeeperSpec } from '../../../src/domain/keeper.ts';
import type { JsonDocument } from '../../http/json-reader.ts';
import { decodeObject, type Decoded } from '../body/decode-object.ts';
import type { FieldReader } from '../body/field-reader.ts';
import { decodeMetadata, type MetadataBody } from '../body/metadata.ts';

/** A keeper as a client sent it. Absent texts are empty. */
export interface KeeperBody {
  readonly metadata: MetadataBody;
  readonly spec: KeeperSpec;
}

/** @throws StatusError 400 for what is no keeper of this version, or has a field of the wrong type. */
export function decodeKeeper(document: JsonDocument): Decoded<KeeperBody> {
  return decodeObject(KEEPERS, document, (object) => {
    // A client's status is never used, but its name is known.
    object.object('status', 'KeeperStatus').ignore('active', 'operatorStates', 'additionalFields');
    return {
      metadata: decodeMetadata(object.object('metadata', 'ObjectMeta')),
      spec: decodeSpec(object.object('spec', 'KeeperSpec')),
    };
  });
}

function decodeSpec(spec: FieldReader): KeeperSpec {
  const aws = spec.optionalObject('aws', 'KeeperAWSConfig');
  return { description: spec.text('description'), ...(aws && { aws: decodeAws(aws) }) };
}

function decodeAws(aws: FieldReader): AwsKeeper {
  const assumeRole = aws.optionalObject('assumeRole', 'KeeperAWSAssumeRole');
  const kmsKeyId = aws.optionalText('kmsKeyId');
  return {
    region: aws.text('region'),
    ...(assumeRole && { assumeRole: decodeAssumeRole(assumeRole) }),
    ...(kmsKeyId !== undefined && { kmsKeyId }),
  };
}

function decodeAssumeRole(assumeRole: FieldReader): AwsAssumeRole {
  return { assumeRoleArn: assumeRole.text('assumeRoleArn'), externalID: assumeRole.text('externalID') };
}

import { KEEPERS, SYSTEM_KEEPER } from '../../../src/domain/api-group.ts';
import { DESCRIPTION_MAX } from '../../../src/domain/limits.ts';
import { objectSchemas } from './object-schemas.ts';
import { ref, text, type Schema, type Schemas } from './schema.ts';

const SPEC: Schema = {
  type: 'object',
  description: 'What a client decides about a keeper. It names one provider.',
  required: ['description'],
  properties: {
    description: text('What the store is.', {
      minLength: 1,
      maxLength: DESCRIPTION_MAX,
      example: 'Production AWS account',
    }),
    aws: ref('KeeperAWS'),
  },
};

const AWS: Schema = {
  type: 'object',
  description: 'A store in AWS Secrets Manager.',
  required: ['region', 'assumeRole'],
  properties: {
    region: text('The AWS region of the store.', { minLength: 1, example: 'eu-west-1' }),
    assumeRole: ref('KeeperAWSAssumeRole'),
    kmsKeyId: text('The KMS key that AWS encrypts with, where it is not the default one.'),
  },
};

const ASSUME_ROLE: Schema = {
  type: 'object',
  description: 'The role that the server takes on to reach the store.',
  required: ['assumeRoleArn', 'externalID'],
  properties: {
    assumeRoleArn: text('The ARN of the role.', {
      minLength: 1,
      example: 'arn:aws:iam::000000000000:role/grafana',
    }),
    externalID: text('The external ID that the role asks for.', { minLength: 1 }),
  },
};

const STATUS: Schema = {
  type: 'object',
  description: 'What the server knows about a keeper. Ignored where a client sends it.',
  properties: {
    active: {
      type: 'boolean',
      description: 'Whether new secure values of the namespace go to this keeper. At most one is active.',
    },
  },
};

export const KEEPER_SCHEMAS: Schemas = {
  ...objectSchemas(KEEPERS, {
    description: `A store for values outside of Grafana. The built-in one, ${SYSTEM_KEEPER}, is no object.`,
    spec: 'KeeperSpec',
    status: 'KeeperStatus',
  }),
  KeeperSpec: SPEC,
  KeeperAWS: AWS,
  KeeperAWSAssumeRole: ASSUME_ROLE,
  KeeperStatus: STATUS,
};

import { availabilityFindings, keeperFindings, type AwsAvailability, type KeeperCandidate } from './keeper-rules.ts';
import type { KeeperSpec } from './keeper.ts';

const AWS = { region: 'eu-west-1', assumeRole: { assumeRoleArn: 'arn:aws:iam::0:role/r', externalID: 'ext-1' } };
const VALID: KeeperCandidate = { name: 'a', namespace: 'default', spec: { description: 'd', aws: AWS } };

/** Rule, field, reason, detail. */
type Expected = readonly [rule: string, field: string, reason: string, detail: string];

const REGION: Expected = ['aws-region-required', 'spec.aws.region', 'FieldValueRequired', 'region must be present'];
const ASSUME_ROLE: Expected = [
  'aws-assume-role-required',
  'spec.aws',
  'FieldValueRequired',
  '`assumeRole` must be present',
];
const ROLE_ARN: Expected = [
  'aws-role-arn-required',
  'spec.aws.assumeRole.assumeRoleArn',
  'FieldValueRequired',
  'arn of the role to assume must be present',
];
const EXTERNAL_ID: Expected = [
  'aws-external-id-required',
  'spec.aws.assumeRole.externalID',
  'FieldValueRequired',
  'externalID must be present',
];
const DESCRIPTION: Expected = [
  'description-required',
  'spec.description',
  'FieldValueRequired',
  'a `description` is required',
];
const OFF: Expected = [
  'aws-off',
  'spec.aws',
  'FieldValueForbidden',
  'enable aws keeper feature toggle to create aws keepers: secretsManagementAppPlatformAwsKeeper',
];
const NO_CLIENT: Expected = [
  'aws-no-client',
  'spec.aws',
  'FieldValueForbidden',
  'this build has no client for AWS Secrets Manager: keep values in the `system` keeper',
];

function broken(candidate: Partial<KeeperCandidate>, aws: AwsAvailability = 'available'): Expected[] {
  return keeperFindings({ ...VALID, ...candidate }, aws).map(({ rule, field, reason, detail }) => [
    rule,
    field,
    reason,
    detail,
  ]);
}

describe('keeperFindings', () => {
  it.each<[string, KeeperSpec]>([
    ['everything that is required', { description: 'd', aws: AWS }],
    ['a key of its own', { description: 'd', aws: { ...AWS, kmsKeyId: 'alias/k' } }],
    ['an empty key', { description: 'd', aws: { ...AWS, kmsKeyId: '' } }],
    ['a description of white space', { description: ' ', aws: AWS }],
    ['253 characters of description, in more bytes', { description: '🔑'.repeat(253), aws: AWS }],
    ['texts that only AWS could judge', { description: 'd', aws: { ...AWS, region: 'somewhere' } }],
  ])('lets %s pass', (_, spec) => {
    expect(broken({ spec })).toEqual([]);
  });

  it.each<[string, KeeperSpec, Expected[]]>([
    ['no description', { description: '', aws: AWS }, [DESCRIPTION]],
    [
      '254 characters of description',
      { description: 'd'.repeat(254), aws: AWS },
      [['description-too-long', 'spec.description', 'FieldValueTooLong', 'may not be more than 253 characters']],
    ],
    [
      'no provider',
      { description: 'd' },
      [['provider-required', 'spec', 'FieldValueRequired', 'at least one `keeper` must be present']],
    ],
    ['no region', { description: 'd', aws: { ...AWS, region: '' } }, [REGION]],
    ['no role', { description: 'd', aws: { region: 'r' } }, [ASSUME_ROLE]],
    [
      'an empty role',
      { description: 'd', aws: { region: 'r', assumeRole: { assumeRoleArn: '', externalID: '' } } },
      [ROLE_ARN, EXTERNAL_ID],
    ],
    ['nothing but a provider', { description: '', aws: { region: '' } }, [DESCRIPTION, REGION, ASSUME_ROLE]],
  ])('refuses %s', (_, spec, expected) => {
    expect(broken({ spec })).toEqual(expected);
  });

  it('refuses names that no object can have, and the one that the server has taken', () => {
    expect(broken({ name: 'A' }).map(([rule, field]) => [rule, field])).toEqual([['name-invalid', 'metadata.name']]);
    expect(broken({ namespace: 'B' }).map(([rule, field]) => [rule, field])).toEqual([
      ['namespace-invalid', 'metadata.namespace'],
    ]);
    expect(broken({ name: 'system' })).toEqual([
      ['name-reserved', 'name', 'FieldValueForbidden', 'the keeper name `system` is reserved'],
    ]);
  });

  it('names what keeps the server from using AWS, and what is wrong besides', () => {
    const spec = { description: 'd', aws: { ...AWS, region: '' } };
    expect(broken({ spec }, 'off')).toEqual([OFF, REGION]);
    expect(broken({ spec }, 'no-client')).toEqual([NO_CLIENT, REGION]);
    expect(broken({ spec: { description: 'd' } }, 'off').map(([rule]) => rule)).toEqual(['provider-required']);
  });
});

describe('availabilityFindings', () => {
  it('has one for each reason', () => {
    const rules = (aws: AwsAvailability) => availabilityFindings(aws).map(({ rule }) => rule);
    expect([rules('available'), rules('off'), rules('no-client')]).toEqual([[], ['aws-off'], ['aws-no-client']]);
  });
});

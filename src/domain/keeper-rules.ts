import { SYSTEM_KEEPER } from './api-group.ts';
import { characterCount } from './character-count.ts';
import type { Finding, NamingRule } from './finding.ts';
import type { AwsAssumeRole, KeeperSpec } from './keeper.ts';
import { DESCRIPTION_MAX } from './limits.ts';
import { nameFindings, namespaceFindings } from './name.ts';

/** The rules a keeper can break. Forms choose their words by it; the API prints `detail`. */
export type KeeperRule =
  | NamingRule
  | 'name-reserved'
  | 'description-required'
  | 'description-too-long'
  | 'provider-required'
  | 'aws-off'
  | 'aws-no-client'
  | 'aws-region-required'
  | 'aws-assume-role-required'
  | 'aws-role-arn-required'
  | 'aws-external-id-required';

/** Whether the server can keep values in AWS: `off` by its settings, or a build that has no client for it. */
export type AwsAvailability = 'available' | 'off' | 'no-client';

/** What is about to be written, whoever is asking: a form or the API. A new keeper and a change obey the same rules. */
export interface KeeperCandidate {
  readonly name: string;
  readonly namespace: string;
  readonly spec: KeeperSpec;
}

/**
 * Every rule that a keeper breaks, in the order of the API but without its short cuts: a form shows them all, the API's
 * answer is `keeperServerFindings` of them.
 */
export function keeperFindings({ name, namespace, spec }: KeeperCandidate, aws: AwsAvailability): KeeperFinding[] {
  return [
    ...nameFindings(name),
    ...namespaceFindings(namespace, name),
    ...reservedNameFindings(name),
    ...descriptionFindings(spec.description),
    ...providerFindings(spec, aws),
  ];
}

/** What is wrong with the name of the keeper that the server has built in. */
export function reservedNameFindings(name: string): KeeperFinding[] {
  return name === SYSTEM_KEEPER ? [NAME_RESERVED] : [];
}

/** What keeps the server from using a provider, if anything does. */
export function availabilityFindings(aws: AwsAvailability): KeeperFinding[] {
  return aws === 'available' ? [] : [UNAVAILABLE[aws]];
}

export type KeeperFinding = Finding<KeeperRule>;

const NAME_RESERVED: KeeperFinding = {
  rule: 'name-reserved',
  // Grafana's own path for it, without `metadata`.
  field: 'name',
  reason: 'FieldValueForbidden',
  detail: `the keeper name \`${SYSTEM_KEEPER}\` is reserved`,
};

const UNAVAILABLE: Readonly<Record<Exclude<AwsAvailability, 'available'>, KeeperFinding>> = {
  off: {
    rule: 'aws-off',
    field: 'spec.aws',
    reason: 'FieldValueForbidden',
    // Of Grafana's switch, by which its clients know the refusal.
    detail: 'enable aws keeper feature toggle to create aws keepers: secretsManagementAppPlatformAwsKeeper',
  },
  'no-client': {
    rule: 'aws-no-client',
    field: 'spec.aws',
    reason: 'FieldValueForbidden',
    detail: `this build has no client for AWS Secrets Manager: keep values in the \`${SYSTEM_KEEPER}\` keeper`,
  },
};

function descriptionFindings(description: string): KeeperFinding[] {
  if (description === '') {
    return [required('description-required', 'spec.description', 'a `description` is required')];
  }
  return characterCount(description) > DESCRIPTION_MAX ? [DESCRIPTION_TOO_LONG] : [];
}

const DESCRIPTION_TOO_LONG: KeeperFinding = {
  rule: 'description-too-long',
  field: 'spec.description',
  reason: 'FieldValueTooLong',
  detail: `may not be more than ${DESCRIPTION_MAX} characters`,
};

function providerFindings({ aws }: KeeperSpec, availability: AwsAvailability): KeeperFinding[] {
  if (aws === undefined) {
    return [required('provider-required', 'spec', 'at least one `keeper` must be present')];
  }
  return [
    ...availabilityFindings(availability),
    ...(aws.region === '' ? [required('aws-region-required', 'spec.aws.region', 'region must be present')] : []),
    ...assumeRoleFindings(aws.assumeRole),
  ];
}

/** No rule of AWS itself for ARNs and IDs: what AWS takes is for AWS to say. */
function assumeRoleFindings(assumeRole: AwsAssumeRole | undefined): KeeperFinding[] {
  if (assumeRole === undefined) {
    return [required('aws-assume-role-required', 'spec.aws', '`assumeRole` must be present')];
  }
  const field = 'spec.aws.assumeRole';
  return [
    ...(assumeRole.assumeRoleArn === ''
      ? [required('aws-role-arn-required', `${field}.assumeRoleArn`, 'arn of the role to assume must be present')]
      : []),
    ...(assumeRole.externalID === ''
      ? [required('aws-external-id-required', `${field}.externalID`, 'externalID must be present')]
      : []),
  ];
}

function required(rule: KeeperRule, field: string, detail: string): KeeperFinding {
  return { rule, field, reason: 'FieldValueRequired', detail };
}

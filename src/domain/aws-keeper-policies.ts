import type { AwsKeeper } from './keeper.ts';

/** Where Grafana's AWS keeper and Strongroom's put their entries (Grafana Cloud, "Configure an AWS Secrets Manager keeper"). */
export const AWS_ENTRY_PREFIX = 'grafana-secrets-manager';

/** AWS Identity and Access Management, "IAM JSON policy elements: Version". */
const POLICY_VERSION = '2012-10-17';

/** What stands in a policy where nobody has said what belongs there. */
export const POLICY_PLACEHOLDERS = {
  principal: 'ACCOUNT-OF-THE-SERVER',
  externalID: 'EXTERNAL-ID',
  region: 'REGION',
  account: 'ACCOUNT-ID',
} as const;

/** The parts of a role's ARN that policies need (AWS, "IAM identifiers"). */
interface RoleArn {
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** 12 digits. */
  readonly account: string;
}

/** Whether a text has the form of a role's ARN. No rule of the API: what AWS takes is for AWS to say. */
export function isRoleArn(text: string): boolean {
  return parseRoleArn(text) !== undefined;
}

function parseRoleArn(text: string): RoleArn | undefined {
  const [, partition, account] = /^arn:(aws(?:-[a-z]+)*):iam::(\d{12}):role\/.+$/.exec(text) ?? [];
  return partition === undefined || account === undefined ? undefined : { partition, account };
}

/** Whether a text names an identity of AWS: an account by its 12 digits, or an ARN. */
export function isAwsPrincipal(text: string): boolean {
  return /^\d{12}$/.test(text) || /^arn:aws(?:-[a-z]+)*:(?:iam|sts)::\d{12}:[^*\s]+$/.test(text);
}

/**
 * Who may take on the role of a keeper: the server's own identity, and only with the external ID (AWS, "Access to AWS
 * accounts owned by third parties").
 *
 * @param principal of the server: an account by its 12 digits, or an ARN; anything else leaves a placeholder.
 */
export function trustPolicy({ region, assumeRole }: AwsKeeper, principal: string): string {
  const partition = partitionOf(region, assumeRole?.assumeRoleArn);
  const given = isAwsPrincipal(principal) ? principal : POLICY_PLACEHOLDERS.principal;
  return policyText([
    {
      Sid: 'LetTheServerTakeOnThisRole',
      Effect: 'Allow',
      Principal: { AWS: given.startsWith('arn:') ? given : `arn:${partition}:iam::${given}:root` },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': assumeRole?.externalID || POLICY_PLACEHOLDERS.externalID } },
    },
  ]);
}

/**
 * What the role of a keeper may do: everything with the entries that the server makes, and read those that secrets refer to
 * (AWS, "Actions, resources, and condition keys for AWS Secrets Manager"). With a key of one's own, use it through Secrets
 * Manager alone (AWS, "Secret encryption and decryption in AWS Secrets Manager").
 */
export function permissionPolicy({ region, assumeRole, kmsKeyId }: AwsKeeper): string {
  const role = parseRoleArn(assumeRole?.assumeRoleArn ?? '');
  const place: Place = {
    partition: partitionOf(region, assumeRole?.assumeRoleArn),
    region: region || POLICY_PLACEHOLDERS.region,
    account: role?.account ?? POLICY_PLACEHOLDERS.account,
  };
  const entries = `arn:${place.partition}:secretsmanager:${place.region}:${place.account}:secret`;
  return policyText([
    {
      Sid: 'EntriesOfTheServer',
      Effect: 'Allow',
      Action: [
        'secretsmanager:CreateSecret',
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecret',
        'secretsmanager:DeleteSecret',
        'secretsmanager:TagResource',
      ],
      Resource: `${entries}:${AWS_ENTRY_PREFIX}/*`,
    },
    {
      Sid: 'EntriesThatSecretsReferTo',
      Effect: 'Allow',
      Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
      Resource: `${entries}:*`,
    },
    // Grafana lists to see that the role works. This action knows no single entries.
    { Sid: 'SeeThatTheRoleWorks', Effect: 'Allow', Action: 'secretsmanager:ListSecrets', Resource: '*' },
    ...(kmsKeyId ? [keyStatement(kmsKeyId, place)] : []),
  ]);
}

interface Place extends RoleArn {
  readonly region: string;
}

function keyStatement(key: string, { partition, region, account }: Place): object {
  const alias = /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:)?(alias\/.+)$/.exec(key)?.[1];
  const keys = `arn:${partition}:kms:${region}:${account}:key`;
  const service = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    Sid: 'KeyOfTheEntries',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
    // A policy names keys by their ARN; an alias is a condition on them.
    Resource: alias === undefined ? (key.startsWith('arn:') ? key : `${keys}/${key}`) : `${keys}/*`,
    Condition: {
      StringEquals: { 'kms:ViaService': `secretsmanager.${region}.${service}` },
      ...(alias === undefined ? {} : { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } }),
    },
  };
}

/** AWS, "Amazon Resource Names (ARNs)": China and the government of the United States have partitions of their own. */
function partitionOf(region: string, roleArn = ''): string {
  const named = parseRoleArn(roleArn)?.partition;
  if (named !== undefined) {
    return named;
  }
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function policyText(statements: readonly object[]): string {
  return `${JSON.stringify({ Version: POLICY_VERSION, Statement: statements }, null, 2)}\n`;
}

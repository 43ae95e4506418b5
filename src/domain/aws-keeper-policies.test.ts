import fc from 'fast-check';
import {
  isAwsPrincipal,
  isRoleArn,
  permissionPolicy,
  POLICY_PLACEHOLDERS,
  trustPolicy,
} from './aws-keeper-policies.ts';
import type { AwsKeeper } from './keeper.ts';

const ROLE = 'arn:aws:iam::210987654321:role/secrets';
const AWS: AwsKeeper = { region: 'eu-west-1', assumeRole: { assumeRoleArn: ROLE, externalID: 'ext-1' } };
const EMPTY: AwsKeeper = { region: '', assumeRole: { assumeRoleArn: '', externalID: '' } };

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: object;
  readonly Action: string | string[];
  readonly Resource?: string;
  readonly Condition?: object;
}

function statements(policy: string): Statement[] {
  const { Version: version, Statement: list } = JSON.parse(policy);
  expect(version).toBe('2012-10-17');
  return list;
}

const resourcesOf = (aws: AwsKeeper) => statements(permissionPolicy(aws)).map(({ Resource: resource }) => resource);

describe('trustPolicy', () => {
  it.each([
    ['an account', '123456789012', 'arn:aws:iam::123456789012:root'],
    ['a user', 'arn:aws:iam::123456789012:user/grafana', 'arn:aws:iam::123456789012:user/grafana'],
    ['nobody', '', 'arn:aws:iam::ACCOUNT-OF-THE-SERVER:root'],
    ['what is no identity', '*', 'arn:aws:iam::ACCOUNT-OF-THE-SERVER:root'],
  ])('lets %s take on the role, with the external ID alone', (_, principal, named) => {
    expect(statements(trustPolicy(AWS, principal))).toEqual([
      {
        Sid: 'LetTheServerTakeOnThisRole',
        Effect: 'Allow',
        Principal: { AWS: named },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'ext-1' } },
      },
    ]);
  });

  it('never trusts everybody, nor without an external ID', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (region, externalID, principal) => {
        const text = trustPolicy({ region, assumeRole: { assumeRoleArn: ROLE, externalID } }, principal);
        const [{ Principal: trusted, Condition: condition } = { Principal: {} }] = statements(text);
        expect(JSON.stringify(trusted)).not.toContain('*');
        expect(condition).toEqual({
          StringEquals: { 'sts:ExternalId': externalID || POLICY_PLACEHOLDERS.externalID },
        });
      })
    );
  });
});

describe('permissionPolicy', () => {
  it('is about the region and the account of the role', () => {
    expect(resourcesOf(AWS)).toEqual([
      'arn:aws:secretsmanager:eu-west-1:210987654321:secret:grafana-secrets-manager/*',
      'arn:aws:secretsmanager:eu-west-1:210987654321:secret:*',
      '*',
    ]);
    expect(resourcesOf(EMPTY)[1]).toBe('arn:aws:secretsmanager:REGION:ACCOUNT-ID:secret:*');
  });

  it('changes only what the server has made itself', () => {
    const [own, referred, all] = statements(permissionPolicy(AWS));
    expect(own?.Action).toContain('secretsmanager:DeleteSecret');
    expect(referred?.Action).toEqual(['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']);
    expect(all?.Action).toBe('secretsmanager:ListSecrets');
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:iam::210987654321:role/r', 'arn:aws-cn:secretsmanager:cn-north-1:210987654321:secret:*'],
    ['us-gov-west-1', '', 'arn:aws-us-gov:secretsmanager:us-gov-west-1:ACCOUNT-ID:secret:*'],
    ['cn-north-1', '', 'arn:aws-cn:secretsmanager:cn-north-1:ACCOUNT-ID:secret:*'],
  ])('knows the partition of %s with the role %s', (region, assumeRoleArn, resource) => {
    expect(resourcesOf({ region, assumeRole: { assumeRoleArn, externalID: 'x' } })[1]).toBe(resource);
  });

  it.each([
    ['1234abcd-12ab', 'arn:aws:kms:eu-west-1:210987654321:key/1234abcd-12ab', undefined],
    ['arn:aws:kms:eu-west-1:111122223333:key/k', 'arn:aws:kms:eu-west-1:111122223333:key/k', undefined],
    ['alias/secrets', 'arn:aws:kms:eu-west-1:210987654321:key/*', 'alias/secrets'],
    ['arn:aws:kms:eu-west-1:210987654321:alias/secrets', 'arn:aws:kms:eu-west-1:210987654321:key/*', 'alias/secrets'],
  ])('lets the key %s be used, through Secrets Manager alone', (kmsKeyId, resource, alias) => {
    expect(statements(permissionPolicy({ ...AWS, kmsKeyId })).at(-1)).toEqual({
      Sid: 'KeyOfTheEntries',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: resource,
      Condition: {
        StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' },
        ...(alias === undefined ? {} : { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } }),
      },
    });
  });

  it('is JSON whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (region, assumeRoleArn, kmsKeyId) => {
        statements(permissionPolicy({ region, assumeRole: { assumeRoleArn, externalID: '' }, kmsKeyId }));
      })
    );
  });
});

describe('what policies are made of', () => {
  it.each([
    [ROLE, true],
    ['arn:aws-us-gov:iam::210987654321:role/path/r', true],
    ['arn:aws:iam::210987654321:user/r', false],
    ['arn:aws:iam::21098765432:role/r', false],
    [`${ROLE}\n`.replace('role/secrets', 'role/'), false],
    ['', false],
  ])('%j is the ARN of a role: %s', (text, expected) => {
    expect(isRoleArn(text)).toBe(expected);
  });

  it.each([
    ['123456789012', true],
    ['arn:aws:sts::123456789012:assumed-role/r/s', true],
    ['12345678901', false],
    ['*', false],
    ['arn:aws:s3:::bucket', false],
  ])('%j is an identity: %s', (text, expected) => {
    expect(isAwsPrincipal(text)).toBe(expected);
  });
});

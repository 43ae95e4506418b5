import React, { useState } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Input, Stack, Text, TextLink } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { CodeBlock } from '../../../components/CodeBlock';
import { FormField } from '../../../components/FormField';
import { isAwsPrincipal, permissionPolicy, trustPolicy } from '../../../domain/aws-keeper-policies';
import { keeperDraftOf, type KeeperFormValues } from './keeper-form';

/** Where AWS is set up for a keeper step by step. */
const GUIDE_URL =
  'https://grafana.com/docs/grafana-cloud/platform/security-and-account-management/security-and-access/manage-secrets/configure-aws-secrets-manager-keeper/';

/** The two policies of the role, for what stands in the form. */
export function AwsPolicies() {
  const { getValues, control } = useFormContext<KeeperFormValues>();
  // What is typed here goes nowhere but into the policy.
  const [principal, setPrincipal] = useState('');
  const [region, assumeRoleArn, externalID, kmsKeyId] = useWatch({
    control,
    name: ['region', 'assumeRoleArn', 'externalID', 'kmsKeyId'],
  });
  const { aws } = keeperDraftOf({ ...getValues(), region, assumeRoleArn, externalID, kmsKeyId }).spec;
  return (
    <Stack direction="column" gap={2}>
      <div>
        <Text element="h3" variant="h5">
          <Trans i18nKey="keepers.policies.title">The role in AWS</Trans>
        </Text>
        <Text element="p" color="secondary">
          <Trans i18nKey="keepers.policies.text">
            In your account, make a role with these two policies. They follow what is entered here; words in capitals
            are still to be replaced.
          </Trans>{' '}
          <TextLink href={GUIDE_URL} external inline>
            <Trans i18nKey="keepers.policies.guide">Step by step in Grafana&apos;s documentation</Trans>
          </TextLink>
        </Text>
      </div>
      <FormField
        label={t('keepers.policies.principal', 'AWS identity of the server')}
        help={t(
          'keepers.policies.principal-help',
          'The account number or ARN that the server has in AWS: ask who runs it. For the trust policy alone; it is not saved.'
        )}
        error={undefined}
        notes={
          principal !== '' &&
          !isAwsPrincipal(principal) &&
          t('keepers.policies.principal-unlike', 'Enter the 12 digits of an account, or an ARN of IAM or STS.')
        }
      >
        {(field) => (
          <Input
            {...field}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={principal}
            onChange={(event) => setPrincipal(event.currentTarget.value)}
          />
        )}
      </FormField>
      <CodeBlock
        label={t('keepers.policies.trust', 'Trust policy: who may take on the role')}
        code={trustPolicy(aws, principal)}
      />
      <CodeBlock
        label={t('keepers.policies.permissions', 'Permission policy: what the role may do')}
        code={permissionPolicy(aws)}
      />
      <Text element="p" color="secondary">
        <Trans i18nKey="keepers.policies.narrow">
          The second statement lets secrets refer to every entry of the account in this region. Narrow its resource to
          those that are meant for that.
        </Trans>
      </Text>
    </Stack>
  );
}

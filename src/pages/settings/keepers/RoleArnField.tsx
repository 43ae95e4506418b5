import React from 'react';
import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormField } from '../../../components/FormField';
import { isRoleArn } from '../../../domain/aws-keeper-policies';
import type { KeeperFormValues } from './keeper-form';

export function RoleArnField() {
  const { register, formState, control } = useFormContext<KeeperFormValues>();
  const typed = useWatch({ control, name: 'assumeRoleArn' });
  return (
    <FormField
      label={t('keepers.form.role', 'ARN of the role')}
      required
      help={t('keepers.form.role-help', 'The role that the server takes on in your AWS account.')}
      error={formState.errors.assumeRoleArn?.message}
      notes={
        typed !== '' &&
        !isRoleArn(typed) &&
        t(
          'keepers.form.role-unlike',
          'This does not look like the ARN of a role. It can be saved all the same: AWS decides.'
        )
      }
    >
      {(field) => (
        <Input
          {...register('assumeRoleArn')}
          {...field}
          autoCapitalize="none"
          spellCheck={false}
          placeholder={t('keepers.form.role-placeholder', 'arn:aws:iam::123456789012:role/secrets')}
        />
      )}
    </FormField>
  );
}

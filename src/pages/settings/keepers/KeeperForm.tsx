import React, { type SyntheticEvent } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Input, Stack } from '@grafana/ui';
import { FormProvider } from 'react-hook-form';
import { FormField } from '../../../components/FormField';
import { AwsPolicies } from './AwsPolicies';
import { ExternalIdField } from './ExternalIdField';
import { KeeperNoticeAlert } from './KeeperNoticeAlert';
import { RoleArnField } from './RoleArnField';
import type { KeeperForm as Model } from './useKeeperForm';

interface KeeperFormProps {
  readonly model: Model;
  readonly onCancel: () => void;
}

/** The settings of a keeper in AWS Secrets Manager, the one kind that can be set up, and what AWS needs for it. */
export function KeeperForm({ model, onCancel }: KeeperFormProps) {
  const { form, mode, notice, submit, loadLatest } = model;
  const { register, formState } = form;
  const { errors, isSubmitting } = formState;
  const editing = mode.kind === 'edit';

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    // A disabled button would lose the focus, and with it the place of whoever uses the keyboard.
    if (!isSubmitting) {
      void submit();
    }
  };

  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate autoComplete="off" aria-busy={isSubmitting}>
        <Stack direction="column" gap={3}>
          {editing && (
            <Alert
              bottomSpacing={0}
              severity="info"
              title={t('keepers.form.moves-nothing.title', 'A change here moves nothing')}
            >
              <Trans i18nKey="keepers.form.moves-nothing.text">
                The values that it has stay where they are. With another region or role, they cannot be read until the
                keeper names the old ones again.
              </Trans>
            </Alert>
          )}
          <FormField
            label={t('keepers.form.name', 'Name')}
            required={!editing}
            help={
              editing
                ? t('keepers.form.name-fixed', 'A keeper keeps its name for life.')
                : t('keepers.form.name-help', 'Every secret says by it where its value is. It cannot be changed later.')
            }
            error={errors.name?.message}
          >
            {(field) => (
              <Input
                {...register('name')}
                {...field}
                // The drawer would put the focus on its close button, whose tooltip then takes the first Esc.
                autoFocus={!editing}
                readOnly={editing}
                autoCapitalize="none"
                spellCheck={false}
                placeholder={t('keepers.form.name-placeholder', 'aws-production')}
              />
            )}
          </FormField>
          <FormField
            label={t('keepers.form.description', 'Description')}
            required
            help={t('keepers.form.description-help', 'What the store is and who looks after it.')}
            error={errors.description?.message}
          >
            {(field) => <Input {...register('description')} {...field} />}
          </FormField>
          <FormField
            label={t('keepers.form.region', 'AWS region')}
            required
            help={t('keepers.form.region-help', 'Where the Secrets Manager is that has the values.')}
            error={errors.region?.message}
          >
            {(field) => (
              <Input
                {...register('region')}
                {...field}
                autoCapitalize="none"
                spellCheck={false}
                placeholder={t('keepers.form.region-placeholder', 'eu-west-1')}
              />
            )}
          </FormField>
          <ExternalIdField />
          <FormField
            label={t('keepers.form.key', 'KMS key')}
            help={t(
              'keepers.form.key-help',
              'The ID, alias or ARN of the key that AWS encrypts with. Empty for the one that the account has anyway.'
            )}
            error={errors.kmsKeyId?.message}
          >
            {(field) => <Input {...register('kmsKeyId')} {...field} autoCapitalize="none" spellCheck={false} />}
          </FormField>
          <AwsPolicies />
          <RoleArnField />
          {/* Beside the button that was pressed: the top of a long form may be out of sight. */}
          {notice && <KeeperNoticeAlert notice={notice} onLoadLatest={() => void loadLatest()} />}
          <Stack direction="row" gap={1} justifyContent="flex-end">
            <Button variant="secondary" fill="outline" onClick={onCancel}>
              <Trans i18nKey="actions.cancel">Cancel</Trans>
            </Button>
            <Button type="submit" icon={isSubmitting ? 'spinner' : undefined}>
              {editing ? (
                <Trans i18nKey="keepers.form.save">Save keeper</Trans>
              ) : (
                <Trans i18nKey="keepers.form.create">Add keeper</Trans>
              )}
            </Button>
          </Stack>
        </Stack>
      </form>
    </FormProvider>
  );
}

import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Input } from '@grafana/ui';
import { useFormContext } from 'react-hook-form';
import { FormField } from '../../../components/FormField';
import type { KeeperFormValues } from './keeper-form';

/** What keeps others from taking on the role by the same server (AWS, "The confused deputy problem"). */
export function ExternalIdField() {
  const { register, setValue, setFocus, formState } = useFormContext<KeeperFormValues>();
  const generate = () => {
    setValue('externalID', crypto.randomUUID(), { shouldValidate: true, shouldDirty: true, shouldTouch: true });
    setFocus('externalID');
  };
  return (
    <FormField
      label={t('keepers.form.external-id', 'External ID')}
      required
      help={t(
        'keepers.form.external-id-help',
        'AWS lets the server in only with this ID, so that nobody else gets to your account through the same server. It is no secret; do not use it for anything else.'
      )}
      error={formState.errors.externalID?.message}
      notes={
        <Button size="sm" variant="secondary" onClick={generate}>
          <Trans i18nKey="keepers.form.external-id-generate">Generate an ID</Trans>
        </Button>
      }
    >
      {(field) => <Input {...register('externalID')} {...field} autoCapitalize="none" spellCheck={false} />}
    </FormField>
  );
}

import React, { useId } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert, Checkbox, Stack } from '@grafana/ui';
import { useFormContext } from 'react-hook-form';
import { FieldError } from '../../FieldError';
import type { SecretFormValues } from './form-values';

/** Warns of a secret that no service may read, and has it said that this is meant. */
export function NobodyAlert() {
  const errorId = useId();
  const { register, formState } = useFormContext<SecretFormValues>();
  const error = formState.errors.acceptsNobody?.message;
  return (
    <Alert bottomSpacing={0} severity="warning" title={t('secrets.editor.nobody', 'Nobody can read this secret')}>
      <Stack direction="column" gap={1}>
        <Trans i18nKey="secrets.editor.nobody-text">No service can use it until you choose one.</Trans>
        <Checkbox
          {...register('acceptsNobody')}
          label={t('secrets.editor.accept-nobody', 'Save it all the same: nobody is to read it')}
          invalid={error !== undefined}
          aria-invalid={error !== undefined}
          aria-describedby={error && errorId}
        />
        {error && <FieldError id={errorId}>{error}</FieldError>}
      </Stack>
    </Alert>
  );
}

import React from 'react';
import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormField } from '../../FormField';
import { characterCount } from '../../../domain/character-count';
import { DESCRIPTION_DOCUMENTED_MAX, DESCRIPTION_MAX } from '../../../domain/limits';
import type { SecretFormValues } from './form-values';

export function DescriptionField() {
  const { register, formState, control } = useFormContext<SecretFormValues>();
  const length = characterCount(useWatch({ control, name: 'description' }));
  return (
    <FormField
      label={t('secrets.editor.description', 'Description')}
      required
      help={t('secrets.editor.description-help', 'What the secret is for.')}
      error={formState.errors.description?.message}
      notes={
        <>
          {t('secrets.editor.characters', '{{length}} of {{max}} characters', { length, max: DESCRIPTION_MAX })}
          {length > DESCRIPTION_DOCUMENTED_MAX && (
            <div>
              {t(
                'secrets.editor.description-long',
                "Grafana's documentation allows {{max}} characters. More works here, but Terraform refuses it.",
                { max: DESCRIPTION_DOCUMENTED_MAX }
              )}
            </div>
          )}
        </>
      }
    >
      {(field) => <Input {...register('description')} {...field} autoComplete="off" />}
    </FormField>
  );
}

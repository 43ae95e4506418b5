import React from 'react';
import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { characterCount } from '../../../domain/character-count';
import { REF_MAX } from '../../../domain/limits';
import { FormField } from '../../FormField';
import type { SecretFormValues } from './form-values';

interface ReferenceFieldProps {
  /** Whose store the entry is in, where that is known. */
  readonly keeper: string | undefined;
}

/** Which entry of an external store has the value. It may be another later, but never a value of the secret's own. */
export function ReferenceField({ keeper }: ReferenceFieldProps) {
  const { register, formState, control } = useFormContext<SecretFormValues>();
  const length = characterCount(useWatch({ control, name: 'ref' }));
  return (
    <FormField
      label={t('secrets.editor.ref', 'Entry in the external store')}
      required
      help={
        keeper === undefined
          ? t('secrets.editor.ref-help', 'Its name or path there. The value stays there, and nothing is written.')
          : t(
              'secrets.editor.ref-help-keeper',
              'Its name or path in the store of {{keeper}}. The value stays there, and nothing is written.',
              { keeper }
            )
      }
      error={formState.errors.ref?.message}
      notes={
        <>
          <div>{t('secrets.editor.characters', '{{length}} of {{max}} characters', { length, max: REF_MAX })}</div>
          <div>
            {t(
              'secrets.editor.ref-unchecked',
              'It is not checked here: a wrong name shows only when a service reads the secret.'
            )}
          </div>
        </>
      }
    >
      {(field) => (
        <Input
          {...register('ref')}
          {...field}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={t('secrets.editor.ref-placeholder', 'payments/api-token')}
        />
      )}
    </FormField>
  );
}

import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Input, Stack } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormField } from '../../FormField';
import { characterCount } from '../../../domain/character-count';
import { NAME_MAX } from '../../../domain/limits';
import { isNameBegun, suggestName } from '../../../domain/name';
import { afterPress } from './after-press';
import type { SecretFormValues } from './form-values';

export function NameField({ editing }: { readonly editing: boolean }) {
  const { register, setValue, setFocus, formState, control } = useFormContext<SecretFormValues>();
  const typed = useWatch({ control, name: 'name' });
  const registered = register('name');
  const error = formState.errors.name?.message;
  // While somebody types, a hyphen at the end is no mistake yet.
  const suggestion = error === undefined && isNameBegun(typed) ? undefined : suggestName(typed);
  return (
    <FormField
      label={t('secrets.editor.name', 'Name')}
      required={!editing}
      help={
        editing
          ? t('secrets.editor.name-fixed', 'A secret keeps its name for life.')
          : t('secrets.editor.name-help', 'What scripts and settings refer to. It cannot be changed later.')
      }
      error={error}
      notes={
        !editing && (
          <Stack direction="column" gap={0.5} alignItems="flex-start">
            <div>
              {t(
                'secrets.editor.name-rule',
                'Lowercase letters, digits, hyphens and dots; a letter or digit at both ends. {{length}} of {{max}} characters.',
                { length: characterCount(typed), max: NAME_MAX }
              )}
            </div>
            {suggestion !== undefined && (
              <Button
                size="sm"
                variant="secondary"
                icon="sync"
                onClick={() => {
                  setValue('name', suggestion, { shouldValidate: true, shouldDirty: true, shouldTouch: true });
                  setFocus('name');
                }}
              >
                <Trans i18nKey="secrets.editor.use-name" values={{ suggestion }}>
                  Use {'{{suggestion}}'} instead
                </Trans>
              </Button>
            )}
          </Stack>
        )
      }
    >
      {(field) => (
        <Input
          {...registered}
          {...field}
          // Nobody chose to be here, so an empty name is no mistake yet.
          onBlur={(event) => {
            if (event.currentTarget.value !== '') {
              afterPress(() => void registered.onBlur(event));
            }
          }}
          // The drawer would put the focus on its close button, whose tooltip then takes the first Esc.
          autoFocus={!editing}
          readOnly={editing}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={t('secrets.editor.name-placeholder', 'payments-api-token')}
        />
      )}
    </FormField>
  );
}

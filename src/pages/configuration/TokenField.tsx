import React, { useState } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Input, Stack } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormField } from '../../components/FormField';
import type { ConfigurationValues } from './configuration-values';

interface TokenFieldProps {
  /** Goes back to the stored token, where there is one. */
  readonly onKeepCurrent: (() => void) | undefined;
  readonly disabled: boolean;
}

/** Takes a token. The input is not controlled by React, which would write the token into the document a second time. */
export function TokenField({ onKeepCurrent, disabled }: TokenFieldProps) {
  const { register, formState, control } = useFormContext<ConfigurationValues>();
  const backendUrl = useWatch({ control, name: 'backendUrl' });
  const [shown, setShown] = useState(false);
  return (
    <FormField
      label={
        onKeepCurrent ? t('configuration.new-token', 'New shared token') : t('configuration.token', 'Shared token')
      }
      required={backendUrl !== ''}
      help={t(
        'configuration.token-help',
        'The SECRETS_GRAFANA_TOKEN of the backend. Once saved, nobody can see it again.'
      )}
      error={formState.errors.token?.message}
    >
      {(field) => (
        <Stack direction="column" gap={1} alignItems="stretch">
          <Input
            {...register('token')}
            {...field}
            disabled={disabled}
            type={shown ? 'text' : 'password'}
            // The button that was pressed to get here is gone.
            autoFocus={onKeepCurrent !== undefined}
            autoComplete="new-password"
            autoCapitalize="none"
            spellCheck={false}
            data-1p-ignore
            data-lpignore="true"
          />
          <Stack direction="row" gap={1} wrap="wrap">
            <Button
              size="sm"
              variant="secondary"
              icon={shown ? 'eye-slash' : 'eye'}
              aria-controls={field.id}
              disabled={disabled}
              onClick={() => setShown(!shown)}
            >
              {shown ? (
                <Trans i18nKey="configuration.hide-token">Hide token</Trans>
              ) : (
                <Trans i18nKey="configuration.show-token">Show token</Trans>
              )}
            </Button>
            {onKeepCurrent && (
              <Button size="sm" variant="secondary" icon="history" onClick={onKeepCurrent}>
                <Trans i18nKey="configuration.keep-token">Keep current token</Trans>
              </Button>
            )}
          </Stack>
        </Stack>
      )}
    </FormField>
  );
}

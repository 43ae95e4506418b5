import React from 'react';
import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormField } from '../../components/FormField';
import { isUnencrypted } from '../../domain/backend-settings';
import type { ConfigurationValues } from './configuration-values';

/** An address, the same in every language. */
const EXAMPLE = 'http://127.0.0.1:3001';

interface BackendUrlFieldProps {
  /** The address that is set now; empty where none is. */
  readonly stored: string;
  readonly disabled: boolean;
}

export function BackendUrlField({ stored, disabled }: BackendUrlFieldProps) {
  const { register, formState, control } = useFormContext<ConfigurationValues>();
  const [backendUrl, givesToken] = useWatch({ control, name: ['backendUrl', 'givesToken'] });
  const movesToken = stored !== '' && backendUrl !== '' && backendUrl !== stored && !givesToken;
  const notes = [
    ...(isUnencrypted(backendUrl)
      ? [
          t(
            'configuration.url-unencrypted',
            'Over http, a network between Grafana and the backend can read the token and every value. Use https unless nobody else is on it.'
          ),
        ]
      : []),
    ...(movesToken
      ? [t('configuration.url-moves-token', 'The stored token will be sent to this address from now on.')]
      : []),
  ];
  return (
    <FormField
      label={t('configuration.url', 'Backend URL')}
      help={t(
        'configuration.url-help',
        "Where Grafana's server, and not your browser, reaches the backend. Empty: no backend is used."
      )}
      error={formState.errors.backendUrl?.message}
      notes={notes.length > 0 && notes.map((note) => <div key={note}>{note}</div>)}
    >
      {(field) => (
        <Input
          {...register('backendUrl')}
          {...field}
          disabled={disabled}
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={EXAMPLE}
        />
      )}
    </FormField>
  );
}

import { useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { apiErrorOf, type ApiError } from '../../api/api-error';
import type { StoredPluginSettings } from '../../api/plugin-settings';
import { useSavePluginSettings } from '../../api/usePluginSettings';
import { configurationResolver } from './configuration-resolver';
import { changeOf, configurationValuesOf, type ConfigurationValues } from './configuration-values';

export type SaveResult = { readonly kind: 'saved' } | { readonly kind: 'failed'; readonly error: ApiError };

export interface ConfigurationForm {
  readonly form: UseFormReturn<ConfigurationValues>;
  readonly result: SaveResult | undefined;
  readonly submit: () => Promise<void>;
  readonly replaceToken: () => void;
  readonly keepToken: () => void;
}

export function useConfigurationForm(stored: StoredPluginSettings): ConfigurationForm {
  const save = useSavePluginSettings();
  const [result, setResult] = useState<SaveResult>();
  const form = useForm<ConfigurationValues>({
    mode: 'onTouched',
    defaultValues: configurationValuesOf(stored),
    resolver: configurationResolver,
  });

  const send = async (values: ConfigurationValues) => {
    const change = changeOf(values);
    setResult(undefined);
    try {
      await save(change);
    } catch (failure) {
      setResult({ kind: 'failed', error: apiErrorOf(failure) });
      return;
    }
    const hasBackendToken = stored.hasBackendToken || change.backendToken !== undefined;
    form.reset(configurationValuesOf({ ...stored, backendUrl: change.backendUrl, hasBackendToken }));
    setResult({ kind: 'saved' });
  };

  return {
    form,
    result,
    submit: form.handleSubmit(send),
    replaceToken: () => form.setValue('givesToken', true),
    keepToken: () => {
      form.setValue('token', '');
      form.setValue('givesToken', false);
      form.clearErrors('token');
    },
  };
}

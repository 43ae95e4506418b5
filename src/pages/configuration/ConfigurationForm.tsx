import React, { type SyntheticEvent } from 'react';
import { Trans } from '@grafana/i18n';
import { Stack } from '@grafana/ui';
import { FormProvider, useWatch } from 'react-hook-form';
import { CONFIGURE_ACTION, mayConfigurePlugin } from '../../api/permissions';
import type { StoredPluginSettings } from '../../api/plugin-settings';
import { BlockableButton } from '../../components/BlockableButton';
import { missingPermissionText } from '../../components/permission-text';
import { BackendUrlField } from './BackendUrlField';
import { SaveResultAlert } from './SaveResultAlert';
import { StoredTokenField } from './StoredTokenField';
import { TokenField } from './TokenField';
import { useConfigurationForm } from './useConfigurationForm';

/** The settings by which Grafana reaches the backend. */
export function ConfigurationForm({ stored }: { readonly stored: StoredPluginSettings }) {
  const { form, result, submit, replaceToken, keepToken } = useConfigurationForm(stored);
  const givesToken = useWatch({ control: form.control, name: 'givesToken' });
  const blocked = mayConfigurePlugin() ? undefined : missingPermissionText([CONFIGURE_ACTION]);
  const disabled = blocked !== undefined;

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!disabled && !form.formState.isSubmitting) {
      void submit();
    }
  };

  return (
    <FormProvider {...form}>
      <form onSubmit={onSubmit} noValidate autoComplete="off">
        <Stack direction="column" gap={3}>
          <BackendUrlField stored={stored.backendUrl} disabled={disabled} />
          {givesToken ? (
            <TokenField onKeepCurrent={stored.hasBackendToken ? keepToken : undefined} disabled={disabled} />
          ) : (
            <StoredTokenField blocked={blocked} onReplace={replaceToken} />
          )}
          {result && <SaveResultAlert result={result} />}
          <div>
            <BlockableButton type="submit" blocked={blocked}>
              <Trans i18nKey="actions.save">Save</Trans>
            </BlockableButton>
          </div>
        </Stack>
      </form>
    </FormProvider>
  );
}

import React from 'react';
import { locationUtil } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, LinkButton, Stack } from '@grafana/ui';
import { ErrorAlert } from '../../components/ErrorAlert';
import { CONNECTION_URL } from '../routes';
import { saveErrorText } from './save-error-text';
import type { SaveResult } from './useConfigurationForm';

/** What came of saving, and what to do next. */
export function SaveResultAlert({ result }: { readonly result: SaveResult }) {
  if (result.kind === 'failed') {
    return <ErrorAlert text={saveErrorText(result.error)} />;
  }
  return (
    <Alert bottomSpacing={0} severity="success" title={t('configuration.saved', 'Configuration saved')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Trans i18nKey="configuration.saved-next">Pages that are open already take it up when they are reloaded.</Trans>
        {/* With a target, Grafana leaves the link to the browser, which loads the page with the new settings. */}
        <LinkButton variant="secondary" href={locationUtil.assureBaseUrl(CONNECTION_URL)} target="_self">
          <Trans i18nKey="configuration.check-connection">Check the connection</Trans>
        </LinkButton>
      </Stack>
    </Alert>
  );
}

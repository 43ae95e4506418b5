import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { apiErrorOf } from '../../../api/api-error';
import { useBackendConfigured } from '../../../api/BackendSettings';
import { providerOf } from '../../../api/provider';
import { useProvider } from '../../../api/queries';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { NotAvailable } from '../../../components/NotAvailable';
import { ConnectionCheck } from './ConnectionCheck';
import { undecidedText } from './connection-text';

/** Which API the pages use and whether it answers; where there is none, what to do about it. */
export function ConnectionTab() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.tab}>
      <Connection />
    </div>
  );
}

function Connection() {
  const backendConfigured = useBackendConfigured();
  const { data: provider, error, isFetching, refetch } = useProvider(backendConfigured);

  if (isFetching) {
    return <LoadingPlaceholder text={t('connection.looking', 'Looking for the secrets API')} />;
  }
  if (provider !== undefined && provider.kind !== 'none') {
    return <ConnectionCheck provider={provider} reason={provider.kind} />;
  }
  return (
    <>
      {provider === undefined ? (
        <ErrorAlert text={undecidedText(apiErrorOf(error))} onRetry={refetch} />
      ) : (
        <NotAvailable backend={provider.backend} onRetry={refetch} />
      )}
      {backendConfigured && <ConnectionCheck provider={providerOf('backend')} reason="configured" />}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tab: css({
    // Scenes puts a page into a row, where it would be as narrow as it can.
    flex: '1 1 0',
    display: 'grid',
    alignContent: 'start',
    gap: theme.spacing(3),
    minWidth: 0,
    maxWidth: theme.spacing(110),
  }),
});

import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import { apiErrorOf } from '../../api/api-error';
import { usePluginSettings } from '../../api/usePluginSettings';
import { BackendSetUp } from '../../components/BackendSetUp';
import { ErrorAlert } from '../../components/ErrorAlert';
import { readErrorText } from '../../components/error-text';
import { RequestLoggingNote } from '../../components/RequestLoggingNote';
import { ConfigurationForm } from './ConfigurationForm';

/** Where the backend is, when one is needed, and how to get one. */
export function Configuration() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.page}>
      <section className={styles.section}>
        <Text element="h2" variant="h4">
          <Trans i18nKey="configuration.backend">Strongroom&apos;s backend</Trans>
        </Text>
        <Text element="p">
          <Trans i18nKey="configuration.needed">
            Open-source Grafana does not serve the API group <code>secret.grafana.app</code>. There, Strongroom&apos;s
            own backend serves it, and Grafana reaches the backend by these settings.
          </Trans>
        </Text>
        <Text element="p">
          <Trans i18nKey="configuration.not-needed">
            Grafana Enterprise and Grafana Cloud have that API built in. Leave everything empty there: where Grafana
            serves the API itself, the plugin uses that, whatever is set here.
          </Trans>
        </Text>
        <StoredConfiguration />
      </section>
      <section className={styles.section}>
        <Text element="h2" variant="h4">
          <Trans i18nKey="configuration.set-up">Set up a backend</Trans>
        </Text>
        <BackendSetUp
          lastStep={
            <Trans i18nKey="configuration.set-up-last">
              Enter its address and the token above, save, and check the connection.
            </Trans>
          }
        />
        <RequestLoggingNote />
      </section>
    </div>
  );
}

function StoredConfiguration() {
  const { data: stored, error, isFetching, refetch } = usePluginSettings();
  if (stored) {
    return <ConfigurationForm stored={stored} />;
  }
  if (error && !isFetching) {
    return <ErrorAlert text={readErrorText(apiErrorOf(error))} onRetry={refetch} />;
  }
  return <LoadingPlaceholder text={t('configuration.loading', 'Loading the configuration')} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(5), maxWidth: theme.spacing(90) }),
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), '& p': { margin: 0 } }),
});

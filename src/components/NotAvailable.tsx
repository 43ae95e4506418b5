import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Stack, Text, useStyles2 } from '@grafana/ui';
import { BackendSetUp } from './BackendSetUp';
import { ConfigurationLink } from './ConfigurationLink';

interface NotAvailableProps {
  readonly backend: 'not-configured' | 'not-found';
  readonly onRetry: () => void;
}

/** Neither Grafana nor a backend serves the API: what is missing, and the two ways to get it. */
export function NotAvailable({ backend, onRetry }: NotAvailableProps) {
  const styles = useStyles2(getStyles);
  return (
    <Alert
      bottomSpacing={0}
      severity="info"
      title={t('not-available.title', 'Secrets are not available on this Grafana')}
    >
      <Stack direction="column" gap={2} alignItems="flex-start">
        <Text element="p">
          <Trans i18nKey="not-available.reason">
            Nothing here serves the API group <code>secret.grafana.app</code>. There are two ways to get it:
          </Trans>
        </Text>
        <ul className={styles.list}>
          <li>
            <Trans i18nKey="not-available.built-in">
              Use Grafana Enterprise or Grafana Cloud, version 13 or later, where it is built in.
            </Trans>
          </li>
          <li>
            {backend === 'not-configured' ? (
              <>
                <Trans i18nKey="not-available.not-configured">
                  Run Strongroom&apos;s own backend beside Grafana, and set its address as <code>backendUrl</code> in
                  the settings of this plugin.
                </Trans>
                <BackendSetUp
                  lastStep={
                    <Trans i18nKey="not-available.configure">
                      Enter its address and the token in the configuration of this plugin.
                    </Trans>
                  }
                />
              </>
            ) : (
              <Trans i18nKey="not-available.not-found">
                Mend the address of Strongroom&apos;s own backend: <code>backendUrl</code> in the settings of this
                plugin leads to a server that does not know the API.
              </Trans>
            )}
          </li>
        </ul>
        <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
          <Button variant="secondary" icon="sync" onClick={onRetry}>
            <Trans i18nKey="actions.check-again">Check again</Trans>
          </Button>
          <ConfigurationLink />
        </Stack>
      </Stack>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, paddingInlineStart: theme.spacing(3) }),
});

import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';

const MAKE_TOKEN = 'openssl rand -hex 32';
const START_BACKEND = "SECRETS_GRAFANA_TOKEN='…' npm run backend";

/** How to get Strongroom's backend to run beside Grafana, step by step. */
export function BackendSetUp({ lastStep }: { readonly lastStep: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <ol className={styles.steps}>
      <li>
        <Trans i18nKey="backend-set-up.token">Make a token that only Grafana and the backend will know:</Trans>
        <pre className={styles.command}>{MAKE_TOKEN}</pre>
      </li>
      <li>
        <Trans i18nKey="backend-set-up.start">
          Start the backend with it, in Strongroom&apos;s folder, where Grafana can reach it:
        </Trans>
        <pre className={styles.command}>{START_BACKEND}</pre>
      </li>
      <li>{lastStep}</li>
    </ol>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  steps: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0, 0),
    paddingInlineStart: theme.spacing(3),
  }),
  command: css({
    width: 'fit-content',
    maxWidth: '100%',
    margin: theme.spacing(0.5, 0, 0),
    padding: theme.spacing(0.5, 1),
    overflowX: 'auto',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});

import React from 'react';
import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { VisuallyHidden } from '../VisuallyHidden';

const ROWS = 5;

/** Holds the place of the list while it loads. */
export function SecretTableSkeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div role="status">
      <VisuallyHidden>{t('secrets.loading', 'Loading secrets')}</VisuallyHidden>
      <div aria-hidden className={styles.rows}>
        <div className={styles.toolbar} />
        {Array.from({ length: ROWS }, (_, row) => (
          <div key={row} className={styles.row} />
        ))}
      </div>
    </div>
  );
}

const pulse = keyframes({ '50%': { opacity: 0.5 } });

const getStyles = (theme: GrafanaTheme2) => {
  const block = {
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    [theme.transitions.handleMotion('no-preference')]: { animation: `${pulse} 1.5s ease-in-out infinite` },
  };
  return {
    rows: css({ display: 'grid', gap: theme.spacing(1) }),
    toolbar: css(block, { height: theme.spacing(4), marginBottom: theme.spacing(2) }),
    row: css(block, { height: theme.spacing(6) }),
  };
};

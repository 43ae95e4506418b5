import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { CheckedPart } from '../../../api/connection-check';

/** One answer, and how long it took. Undefined: it is not there yet. */
export function PartResult({ checked }: { readonly checked: CheckedPart | undefined }) {
  const styles = useStyles2(getStyles);
  if (checked === undefined) {
    return <span className={styles.quiet}>{t('connection.status.checking', 'Checking…')}</span>;
  }
  const { answer, latencyMs } = checked;
  return (
    <span className={styles.result}>
      {answer.ok ? (
        <>
          <Icon name="check" className={styles.good} />
          {t('connection.yes', 'Yes')}
        </>
      ) : (
        <>
          <Icon name="times" className={styles.bad} />
          {t('connection.no', 'No')}
        </>
      )}
      <span className={cx(styles.quiet, styles.latency)}>
        {t('connection.latency', '{{milliseconds, number}} ms', { milliseconds: Math.round(latencyMs) })}
      </span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  result: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  good: css({ color: theme.colors.success.text }),
  bad: css({ color: theme.colors.error.text }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  latency: css({ marginInlineStart: theme.spacing(0.5) }),
});

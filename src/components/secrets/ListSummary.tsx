import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { ProviderNote } from './ProviderNote';
import type { VisibleSecrets } from './visible-secrets';

interface ListSummaryProps {
  readonly visible: Pick<VisibleSecrets, 'total' | 'matching'>;
}

/** How many secrets there are, read out whenever that changes, and where they are kept. */
export function ListSummary({ visible: { total, matching } }: ListSummaryProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.summary}>
      <span role="status">
        {matching < total
          ? t('secrets.count.matching', '', {
              matching,
              count: total,
              defaultValue_one: '{{matching, number}} of {{count, number}} secret',
              defaultValue_other: '{{matching, number}} of {{count, number}} secrets',
            })
          : t('secrets.count.all', '', {
              count: total,
              defaultValue_one: '{{count, number}} secret',
              defaultValue_other: '{{count, number}} secrets',
            })}
      </span>
      <ProviderNote />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  summary: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});

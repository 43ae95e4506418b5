import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, InlineSwitch, useStyles2 } from '@grafana/ui';
import { ProviderNote } from './ProviderNote';

interface ListSummaryProps {
  readonly total: number;
  readonly matching: number;
  /** Secrets that other resources made for themselves, and whether they are shown. */
  readonly owned: { readonly count: number; readonly shown: boolean };
  readonly onShowOwned: (shown: boolean) => void;
  /** Absent where there is nothing to clear, or another button for it. */
  readonly onClear?: () => void;
}

/** How many secrets there are, read out whenever that changes, and where they are kept. */
export function ListSummary({ total, matching, owned, onShowOwned, onClear }: ListSummaryProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.summary}>
      <div className={styles.group}>
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
        {onClear && (
          <Button size="sm" variant="secondary" fill="text" icon="times" onClick={onClear}>
            <Trans i18nKey="secrets.no-match.clear">Clear filters</Trans>
          </Button>
        )}
        {(owned.count > 0 || owned.shown) && (
          <InlineSwitch
            id="secrets-owned"
            transparent
            showLabel
            label={t('secrets.owned.show', 'Show secrets owned by other resources ({{count, number}})', {
              count: owned.count,
            })}
            value={owned.shown}
            onChange={({ currentTarget }) => onShowOwned(currentTarget.checked)}
          />
        )}
      </div>
      <ProviderNote />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  summary: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  group: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
});

import React from 'react';
import { css } from '@emotion/css';
import { getTimeZone, type GrafanaTheme2 } from '@grafana/data';
import { formatDate, t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { identityText } from './identity-text';

interface StampProps {
  /** RFC 3339. */
  readonly time: string | undefined;
  readonly by: string | undefined;
}

/** When something happened, in the user's own way of writing dates, and who did it. */
export function Stamp({ time, by }: StampProps) {
  const styles = useStyles2(getStyles);
  if (time === undefined || Number.isNaN(Date.parse(time))) {
    return null;
  }
  return (
    <div className={styles.stamp}>
      <time dateTime={time}>{dateText(time)}</time>
      {by && (
        <span className={styles.by}>
          {t('secrets.row.by', 'by {{who}}', {
            who: identityText(by),
            interpolation: { escapeValue: false },
          })}
        </span>
      )}
    </div>
  );
}

/**
 * In the user's language and time zone; the browser's zone where the preferences leave it to that. Always the same format:
 * `formatDate` keeps the formatter of the last one only, and making one takes a millisecond.
 */
function dateText(time: string): string {
  const timeZone = getTimeZone();
  return formatDate(time, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: timeZone === 'browser' ? undefined : timeZone,
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  stamp: css({ display: 'flex', flexDirection: 'column' }),
  by: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});

import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { dateText, isDate } from './date-text';
import { identityText } from './identity-text';
import { Marked } from './Marked';

interface StampProps {
  /** RFC 3339. */
  readonly time: string | undefined;
  readonly by: string | undefined;
}

/** When something happened, in the user's own way of writing dates, and who did it. */
export function Stamp({ time, by }: StampProps) {
  const styles = useStyles2(getStyles);
  if (!isDate(time)) {
    return null;
  }
  const byText =
    by &&
    t('secrets.row.by', 'by {{who}}', {
      who: identityText(by),
      interpolation: { escapeValue: false },
    });
  return (
    <div className={styles.stamp}>
      <time dateTime={time}>{dateText(time)}</time>
      {byText && (
        <span className={styles.by}>
          <Marked text={byText} />
        </span>
      )}
    </div>
  );
}

/** Above this width of the table, all its columns have room beside a date that does not wrap. */
const ONE_LINE_ABOVE = '1000px';

const getStyles = (theme: GrafanaTheme2) => ({
  stamp: css({
    display: 'flex',
    flexDirection: 'column',
    [`@container (min-width: ${ONE_LINE_ABOVE})`]: { whiteSpace: 'nowrap' },
  }),
  by: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});

import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { DownloadButton } from './DownloadButton';

interface CodeBlockProps {
  /** What it is, for the buttons and for whoever cannot see where it stands. */
  readonly label: string;
  readonly code: string;
  /** The name of the file that it can be saved as; absent where it is none. */
  readonly fileName?: string;
}

/** Text for another program, to copy or to save. */
export function CodeBlock({ label, code, fileName }: CodeBlockProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.block} aria-label={label}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        <div className={styles.buttons}>
          <ClipboardButton
            getText={() => code}
            icon="copy"
            size="sm"
            variant="secondary"
            fill="outline"
            aria-label={t('code.copy-label', 'Copy: {{label}}', { label })}
          >
            <Trans i18nKey="code.copy">Copy</Trans>
          </ClipboardButton>
          {fileName !== undefined && <DownloadButton fileName={fileName} text={code} />}
        </div>
      </div>
      {/* Reachable by keyboard, as whatever can scroll has to be. */}
      <pre className={styles.code} tabIndex={0}>
        {code}
      </pre>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  block: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0 }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  }),
  label: css({ fontSize: theme.typography.bodySmall.fontSize, fontWeight: theme.typography.fontWeightMedium }),
  buttons: css({ display: 'flex', gap: theme.spacing(1) }),
  code: css({
    margin: 0,
    padding: theme.spacing(1),
    overflowX: 'auto',
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'pre',
  }),
});

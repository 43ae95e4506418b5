import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { Marked } from './Marked';
import { isSelectable } from './selectable-label';

interface LabelTagsProps {
  readonly labels: Readonly<Record<string, string>>;
  readonly onLabel: (key: string, value: string) => void;
}

/** The labels of a secret, each a way to see all secrets that have it. */
export function LabelTags({ labels, onLabel }: LabelTagsProps) {
  const styles = useStyles2(getStyles);
  const entries = Object.entries(labels);
  if (entries.length === 0) {
    return null;
  }
  return (
    <ul className={styles.list}>
      {entries.map(([key, value]) => (
        <li key={key}>
          {isSelectable(key, value) ? (
            <button
              type="button"
              className={styles.tag}
              aria-label={t('secrets.row.filter-by-label', 'Show secrets labelled {{key}}: {{value}}', {
                key,
                value,
                interpolation: { escapeValue: false },
              })}
              onClick={() => onLabel(key, value)}
            >
              <Marked text={labelText(key, value)} />
            </button>
          ) : (
            <span className={styles.tag}>
              <Marked text={labelText(key, value)} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), margin: 0, padding: 0, listStyle: 'none' }),
  tag: css({
    display: 'inline-block',
    padding: theme.spacing(0, 0.5),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.sm,
    background: theme.colors.background.secondary,
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    textAlign: 'start',
    overflowWrap: 'anywhere',
    'button&:hover': { background: theme.colors.action.hover },
  }),
});

/** The same in every language. */
function labelText(key: string, value: string): string {
  return `${key}: ${value}`;
}

import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Dropdown, IconButton, Menu, useStyles2 } from '@grafana/ui';
import type { Secret } from '../../api/secret';
import { labelsOf } from './facets';
import { isSelectable } from './selectable-label';

/** More than anybody looks through: who knows the label types it. */
const LABELS_MAX = 50;

interface LabelChooserProps {
  readonly secrets: readonly Secret[];
  readonly onLabel: (key: string, value: string) => void;
  readonly disabled: boolean;
}

/** The labels that narrow the list further, the commonest first, with how many secrets each leaves. */
export function LabelChooser({ secrets, onLabel, disabled }: LabelChooserProps) {
  return (
    <Dropdown overlay={() => <LabelMenu secrets={secrets} onLabel={onLabel} />} placement="bottom-end">
      <IconButton
        name="angle-down"
        size="md"
        disabled={disabled}
        aria-label={t('secrets.filters.choose-label', 'Choose a label')}
      />
    </Dropdown>
  );
}

/** Counted when it is opened, and not with every keystroke. */
function LabelMenu({ secrets, onLabel }: Omit<LabelChooserProps, 'disabled'>) {
  const styles = useStyles2(getStyles);
  const labels = useMemo(
    () =>
      labelsOf(secrets)
        .filter(({ value, count }) => count < secrets.length && isSelectable(value.key, value.value))
        .slice(0, LABELS_MAX),
    [secrets]
  );
  return (
    <Menu ariaLabel={t('secrets.filters.label-menu', 'Labels of these secrets')}>
      <div className={styles.items}>
        {labels.length === 0 && (
          <Menu.Item disabled label={t('secrets.filters.no-labels', 'No label narrows the list')} />
        )}
        {labels.map(({ value: { key, value }, count }) => (
          <Menu.Item
            key={`${key}=${value}`}
            label={`${key}: ${value}`}
            description={t('secrets.count.all', '', {
              count,
              defaultValue_one: '{{count, number}} secret',
              defaultValue_other: '{{count, number}} secrets',
            })}
            onClick={() => onLabel(key, value)}
          />
        ))}
      </div>
    </Menu>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  items: css({ maxHeight: theme.spacing(40), overflowY: 'auto' }),
});

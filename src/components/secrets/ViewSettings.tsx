import React, { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Checkbox, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { columnLabel } from './columns';
import type { FacetValue } from './facets';
import { formatGrouping, NO_GROUPING, parseGrouping, type Grouping } from './grouping';
import { COLUMNS, DENSITIES, type Column, type Density, type ListView } from './list-view';
import { FacetField } from './FacetField';

interface ViewSettingsProps {
  readonly id: string;
  readonly view: ListView;
  /** The keys that secrets of the list can be grouped by. */
  readonly labelKeys: readonly FacetValue[];
  readonly onChange: (change: Partial<ListView>) => void;
}

/** How the list looks: its columns, how close its rows are, and what they stand together by. */
export function ViewSettings({ id, view, labelKeys, onChange }: ViewSettingsProps) {
  const styles = useStyles2(getStyles);
  const densityId = useId();
  const toggle = (column: Column) => {
    const columns = COLUMNS.filter((one) => (one === column) !== view.columns.includes(one));
    onChange({ columns });
  };
  return (
    <section id={id} className={styles.settings} aria-label={t('secrets.view.name', 'How the list looks')}>
      <fieldset className={styles.part}>
        <legend className={styles.legend}>
          <Trans i18nKey="secrets.view.columns">Columns</Trans>
        </legend>
        <div className={styles.columns}>
          {COLUMNS.map((column) => (
            <Checkbox
              key={column}
              label={columnLabel(column)}
              value={view.columns.includes(column)}
              onChange={() => toggle(column)}
            />
          ))}
        </div>
      </fieldset>
      <div className={styles.part}>
        <span id={densityId} className={styles.legend}>
          <Trans i18nKey="secrets.view.density">Density</Trans>
        </span>
        <RadioButtonGroup<Density>
          aria-labelledby={densityId}
          options={DENSITIES.map((density) => ({ value: density, label: densityText(density) }))}
          value={view.density}
          onChange={(density) => onChange({ density })}
        />
      </div>
      <div className={styles.row}>
        <FacetField
          id="secrets-grouping"
          label={t('secrets.view.grouping', 'Group by')}
          placeholder={t('secrets.view.no-grouping', 'Nothing')}
          values={labelKeys.map(({ value, count }) => ({
            value: formatGrouping({ kind: 'label', key: value }),
            count,
          }))}
          others={[formatGrouping(PREFIX)]}
          nameOf={groupingText}
          selected={view.grouping.kind === 'none' ? '' : formatGrouping(view.grouping)}
          onSelect={(text) => onChange({ grouping: parseGrouping(text) ?? NO_GROUPING })}
          disabled={false}
        />
      </div>
    </section>
  );
}

const PREFIX: Grouping = { kind: 'prefix' };

function densityText(density: Density): string {
  switch (density) {
    case 'comfortable':
      return t('secrets.view.comfortable', 'Comfortable');
    case 'compact':
      return t('secrets.view.compact', 'Compact');
  }
}

function groupingText(text: string): string {
  const grouping = parseGrouping(text) ?? NO_GROUPING;
  switch (grouping.kind) {
    case 'none':
      return t('secrets.view.no-grouping', 'Nothing');
    case 'prefix':
      return t('secrets.view.prefix', 'Prefix of the name');
    case 'label':
      return t('secrets.view.label', 'Label {{key}}', { key: grouping.key, interpolation: { escapeValue: false } });
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  settings: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2, 4),
    padding: theme.spacing(2),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
  part: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), alignItems: 'flex-start' }),
  columns: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2), paddingTop: theme.spacing(0.5) }),
  row: css({ display: 'flex', flex: `0 1 ${theme.spacing(32)}` }),
  legend: css({
    margin: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});

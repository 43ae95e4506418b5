import React, { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Checkbox, RadioButtonGroup, Toggletip, useStyles2 } from '@grafana/ui';
import { columnLabel } from './columns';
import type { FacetValue } from './facets';
import { formatGrouping, NO_GROUPING, parseGrouping, type Grouping } from './grouping';
import { COLUMNS, DENSITIES, type Column, type Density, type ListView } from './list-view';
import { FacetField } from './FacetField';

interface ViewMenuProps {
  readonly view: ListView;
  /** The keys that secrets of the list can be grouped by. */
  readonly labelKeys: readonly FacetValue[];
  readonly onChange: (change: Partial<ListView>) => void;
}

/** How the list looks: its columns, how close its rows are, and what they stand together by. */
export function ViewMenu(props: ViewMenuProps) {
  return (
    <Toggletip placement="bottom-end" fitContent content={<ViewSettings {...props} />}>
      <Button variant="secondary" icon="columns">
        <Trans i18nKey="secrets.view.open">View</Trans>
      </Button>
    </Toggletip>
  );
}

function ViewSettings({ view, labelKeys, onChange }: ViewMenuProps) {
  const styles = useStyles2(getStyles);
  const densityId = useId();
  const toggle = (column: Column) => {
    const columns = COLUMNS.filter((one) => (one === column) !== view.columns.includes(one));
    onChange({ columns });
  };
  return (
    <div className={styles.settings}>
      <fieldset className={styles.part}>
        <legend className={styles.legend}>
          <Trans i18nKey="secrets.view.columns">Columns</Trans>
        </legend>
        {COLUMNS.map((column) => (
          <Checkbox
            key={column}
            label={columnLabel(column)}
            value={view.columns.includes(column)}
            onChange={() => toggle(column)}
          />
        ))}
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
      {/* A field grows along the row that it stands in, and this is a column. */}
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
    </div>
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
  settings: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: theme.spacing(30) }),
  part: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), alignItems: 'flex-start' }),
  row: css({ display: 'flex' }),
  legend: css({
    margin: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});

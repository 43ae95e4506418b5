import React, { useCallback } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, useStyles2 } from '@grafana/ui';
import type { Secret } from '../../api/secret';
import { labelsOf } from './facets';
import { isSelectable } from './selectable-label';

/** More than anybody looks through: who knows the label types it. */
const LABELS_MAX = 50;
const ID = 'secrets-has-label';

interface HasLabelFieldProps {
  /** Those whose labels are offered. */
  readonly secrets: readonly Secret[];
  readonly onLabel: (key: string, value: string) => void;
  readonly disabled: boolean;
}

/** Offers the labels that narrow the list further, the commonest first; what is chosen goes into the label selector. */
export function HasLabelField({ secrets, onLabel, disabled }: HasLabelFieldProps) {
  const styles = useStyles2(getStyles);
  // Counted when it is opened, and not with every keystroke of the search.
  const options = useCallback((typed: string) => Promise.resolve(labelOptions(secrets, typed)), [secrets]);
  return (
    <Field noMargin className={styles.field} label={t('secrets.filters.has-label', 'Has label')} htmlFor={ID}>
      <Combobox
        id={ID}
        options={options}
        value={null}
        onChange={({ value }) => {
          const cut = value.indexOf(SEPARATOR);
          onLabel(value.slice(0, cut), value.slice(cut + 1));
        }}
        placeholder={t('secrets.filters.has-label-placeholder', 'Choose a label')}
        disabled={disabled}
      />
    </Field>
  );
}

/** No key that a selector can name holds it. */
const SEPARATOR = '=';

function labelOptions(secrets: readonly Secret[], typed: string) {
  const text = typed.toLowerCase();
  return labelsOf(secrets)
    .filter(({ value: { key, value }, count }) => count < secrets.length && isSelectable(key, value))
    .map(({ value: { key, value }, count }) => ({
      value: `${key}${SEPARATOR}${value}`,
      label: `${key}: ${value}`,
      description: t('secrets.count.all', '', {
        count,
        defaultValue_one: '{{count, number}} secret',
        defaultValue_other: '{{count, number}} secrets',
      }),
    }))
    .filter(({ label }) => label.toLowerCase().includes(text))
    .slice(0, LABELS_MAX);
}

const getStyles = (theme: GrafanaTheme2) => ({ field: css({ flex: `1 1 ${theme.spacing(22)}` }) });

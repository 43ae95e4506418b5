import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, useStyles2 } from '@grafana/ui';
import type { FacetValue } from './facets';

interface FacetFieldProps {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly values: readonly FacetValue[];
  /** Values to offer even where no secret has them. */
  readonly others?: readonly string[];
  readonly nameOf?: (value: string) => string;
  /** Empty for none. */
  readonly selected: string;
  readonly onSelect: (value: string) => void;
  /** Lets a person type a value that is not offered, and says what that does. */
  readonly customText?: string;
  readonly disabled: boolean;
}

const NONE: readonly string[] = [];
const itself = (value: string): string => value;

/** Narrows the list to one of the values that its secrets have in common, and says how many have it. */
export function FacetField({
  id,
  label,
  placeholder,
  values,
  others = NONE,
  nameOf = itself,
  selected,
  onSelect,
  customText,
  disabled,
}: FacetFieldProps) {
  const styles = useStyles2(getStyles);
  const options = useMemo(() => {
    const counted = values.map(({ value, count }) => ({
      value,
      label: nameOf(value),
      description: t('secrets.count.all', '', {
        count,
        defaultValue_one: '{{count, number}} secret',
        defaultValue_other: '{{count, number}} secrets',
      }),
    }));
    const uncounted = new Set([...others, ...(selected === '' ? [] : [selected])]);
    values.forEach(({ value }) => uncounted.delete(value));
    return [...counted, ...[...uncounted].map((value) => ({ value, label: nameOf(value) }))];
  }, [values, others, nameOf, selected]);
  return (
    <Field noMargin className={styles.field} label={label} htmlFor={id}>
      <Combobox
        id={id}
        options={options}
        value={selected === '' ? null : selected}
        onChange={(option) => onSelect(option?.value ?? '')}
        placeholder={placeholder}
        customValueDescription={customText}
        createCustomValue={customText !== undefined}
        isClearable
        disabled={disabled}
      />
    </Field>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ field: css({ flex: `1 1 ${theme.spacing(22)}` }) });

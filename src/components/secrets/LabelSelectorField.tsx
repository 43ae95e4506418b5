import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Field, Input, useStyles2 } from '@grafana/ui';
import { parseLabelSelector } from '../../domain/label-selector';

/** The same in every language: it is syntax. */
const EXAMPLE = 'team=payments, env!=test';

interface LabelSelectorFieldProps {
  readonly applied: string;
  readonly onApply: (selector: string) => void;
  readonly disabled: boolean;
}

/** Takes a Kubernetes label selector, and asks the server with it only once it is whole. */
export function LabelSelectorField({ applied, onApply, disabled }: LabelSelectorFieldProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [typed, setTyped] = useState(applied);
  const [error, setError] = useState(() => selectorError(applied));
  const [before, setBefore] = useState(applied);

  // Whatever is half typed gives way to a selector that comes from elsewhere, such as a click on a label.
  if (applied !== before) {
    setBefore(applied);
    setTyped(applied);
    setError(selectorError(applied));
  }

  const apply = () => {
    const problem = selectorError(typed);
    setError(problem);
    if (problem === undefined && typed !== applied) {
      onApply(typed);
    }
  };

  return (
    <Field
      noMargin
      className={styles.field}
      label={t('secrets.filters.labels', 'Labels')}
      htmlFor={id}
      invalid={error !== undefined}
      error={error}
    >
      <Input
        id={id}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setError(undefined);
        }}
        onBlur={apply}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            apply();
          }
        }}
        placeholder={EXAMPLE}
        spellCheck={false}
        autoComplete="off"
        disabled={disabled}
      />
    </Field>
  );
}

function selectorError(text: string): string | undefined {
  return parseLabelSelector(text).ok
    ? undefined
    : t(
        'secrets.filters.labels-invalid',
        'This is not a label selector. Write terms such as {{example}} or team in (a,b), with commas between them.',
        { example: EXAMPLE }
      );
}

const getStyles = (theme: GrafanaTheme2) => ({ field: css({ flex: `1 1 ${theme.spacing(26)}` }) });

import React, { useId, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Label, useStyles2 } from '@grafana/ui';
import { FieldError } from './FieldError';

/** What a control needs to belong to its field. */
export interface FormControlProps {
  readonly id: string;
  readonly invalid: boolean;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FormFieldProps {
  readonly label: string;
  readonly required?: boolean;
  readonly help?: ReactNode;
  /** Good to know, but nothing wrong. */
  readonly notes?: ReactNode;
  readonly error: string | undefined;
  readonly children: (control: FormControlProps) => ReactNode;
}

/**
 * A labelled control with its help, notes and error. The `Field` of Grafana joins the help to the label's text, and its
 * error replaces whatever else describes the control; here each is a description of its own, so that all are read.
 */
export function FormField({ label, required = false, help, notes, error, children }: FormFieldProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const ids = { help: `${id}-help`, notes: `${id}-notes`, error: `${id}-error` };
  const described = [help && ids.help, notes && ids.notes, error && ids.error].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <div className={styles.label}>
        <Label htmlFor={id}>
          <span>
            {label}
            {required && <span aria-hidden> *</span>}
          </span>
        </Label>
      </div>
      {help && (
        <div id={ids.help} className={styles.help}>
          {help}
        </div>
      )}
      {children({
        id,
        invalid: error !== undefined,
        'aria-invalid': error !== undefined,
        'aria-required': required,
        'aria-describedby': described === '' ? undefined : described,
      })}
      {error && (
        <div className={styles.error}>
          <FieldError id={ids.error}>{error}</FieldError>
        </div>
      )}
      {notes && (
        <div id={ids.notes} className={styles.notes}>
          {notes}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  field: css({ display: 'flex', flexDirection: 'column' }),
  label: css({ fontSize: theme.typography.bodySmall.fontSize }),
  help: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    marginBottom: theme.spacing(0.5),
  }),
  notes: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    marginTop: theme.spacing(0.5),
  }),
  error: css({ marginTop: theme.spacing(0.5) }),
});

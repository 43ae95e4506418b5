import React, { type ChangeEvent } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextArea, useStyles2 } from '@grafana/ui';
import { useFormContext } from 'react-hook-form';
import type { FormControlProps } from '../../FormField';
import type { SecretFormValues } from './form-values';

const ROWS = 4;

interface ValueTextProps {
  readonly field: FormControlProps;
  readonly masked: boolean;
  /** Shows this value, to be read alone; undefined where people type one. */
  readonly fixed: string | undefined;
  readonly autoFocus: boolean;
  readonly onTyped: () => void;
  readonly onPasted: (text: string) => void;
}

/**
 * Takes a value, of one line or many, and hides it by CSS: a password input would drop the line breaks. The text area is
 * not controlled by React, which would write the value into the document a second time.
 */
export function ValueText({ field, masked, fixed, autoFocus, onTyped, onPasted }: ValueTextProps) {
  const styles = useStyles2(getStyles);
  const { register } = useFormContext<SecretFormValues>();
  const isFixed = fixed !== undefined;
  const show = (area: HTMLTextAreaElement | null) => {
    if (area !== null && fixed !== undefined) {
      area.value = fixed;
    }
  };
  const source = isFixed
    ? { ref: show, readOnly: true }
    : register('value', { onChange: (event: ChangeEvent) => event.type === 'change' && onTyped() });
  return (
    <TextArea
      key={isFixed ? 'fixed' : 'typed'}
      {...source}
      {...field}
      className={cx(styles.value, masked && styles.masked)}
      rows={ROWS}
      autoFocus={autoFocus}
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="none"
      spellCheck={false}
      data-1p-ignore
      data-lpignore="true"
      onPaste={(event) => onPasted(event.clipboardData.getData('text'))}
      // Hidden text stays hidden, as in a password field.
      onCopy={(event) => masked && event.preventDefault()}
      onCut={(event) => masked && event.preventDefault()}
      onDragStart={(event) => masked && event.preventDefault()}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  value: css({ fontFamily: theme.typography.fontFamilyMonospace }),
  masked: css({ WebkitTextSecurity: 'disc' }),
});

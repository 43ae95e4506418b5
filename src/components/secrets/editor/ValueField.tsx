import React, { useState } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Stack, TextArea, useStyles2 } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormField } from '../../FormField';
import { VALUE_MAX_BYTES } from '../../../domain/limits';
import { valueByteLength, valueNotes } from '../../../domain/value-notes';
import type { SecretFormValues } from './form-values';
import { valueNoteText } from './value-note-text';

const ROWS = 4;

interface ValueFieldProps {
  /** Goes back to the stored value, where there is one. */
  readonly onKeepCurrent?: () => void;
}

/**
 * Takes a value, of one line or many, and hides it by CSS: a password input would drop the line breaks. The text area is
 * not controlled by React, which would write the value into the document a second time.
 */
export function ValueField({ onKeepCurrent }: ValueFieldProps) {
  const styles = useStyles2(getStyles);
  const { register, formState, control } = useFormContext<SecretFormValues>();
  const value = useWatch({ control, name: 'value' });
  const [shown, setShown] = useState(false);
  const [convertsLineBreaks, setConvertsLineBreaks] = useState(false);
  const length = valueByteLength(value);
  const masked = !shown;

  return (
    <FormField
      label={onKeepCurrent ? t('secrets.editor.new-value', 'New value') : t('secrets.editor.value', 'Value')}
      required
      help={t(
        'secrets.editor.value-help',
        'Once saved, nobody can see it again. It is hidden on the screen while you type, though a screen reader may read it out.'
      )}
      error={formState.errors.value?.message}
      notes={
        <>
          <div>
            {t('secrets.editor.bytes', '{{length, number}} of {{max, number}} bytes', { length, max: VALUE_MAX_BYTES })}
          </div>
          {valueNotes(value).map((note) => (
            <div key={note}>{valueNoteText(note)}</div>
          ))}
          {convertsLineBreaks && (
            <div>
              {t(
                'secrets.editor.line-breaks',
                'What you pasted had line breaks of Windows (CR LF). Browsers turn them into plain ones (LF).'
              )}
            </div>
          )}
        </>
      }
    >
      {(field) => (
        <Stack direction="column" gap={1} alignItems="stretch">
          <TextArea
            {...register('value')}
            {...field}
            className={cx(styles.value, masked && styles.masked)}
            rows={ROWS}
            autoFocus={onKeepCurrent !== undefined}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="none"
            spellCheck={false}
            data-1p-ignore
            data-lpignore="true"
            onPaste={(event) => setConvertsLineBreaks(event.clipboardData.getData('text').includes('\r'))}
            // Hidden text stays hidden, as in a password field.
            onCopy={(event) => masked && event.preventDefault()}
            onCut={(event) => masked && event.preventDefault()}
            onDragStart={(event) => masked && event.preventDefault()}
          />
          <Stack direction="row" gap={1} wrap="wrap">
            <Button
              size="sm"
              variant="secondary"
              icon={shown ? 'eye-slash' : 'eye'}
              aria-controls={field.id}
              onClick={() => setShown(!shown)}
            >
              {shown ? (
                <Trans i18nKey="secrets.editor.hide-value">Hide value</Trans>
              ) : (
                <Trans i18nKey="secrets.editor.show-value">Show value</Trans>
              )}
            </Button>
            {onKeepCurrent && (
              <Button size="sm" variant="secondary" icon="history" onClick={onKeepCurrent}>
                <Trans i18nKey="secrets.editor.keep-value">Keep current value</Trans>
              </Button>
            )}
          </Stack>
        </Stack>
      )}
    </FormField>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  value: css({ fontFamily: theme.typography.fontFamilyMonospace }),
  masked: css({ WebkitTextSecurity: 'disc' }),
});

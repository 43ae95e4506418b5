import React, { useEffect, useId, useRef, type Ref } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, FieldValidationMessage, Input, Text, useStyles2 } from '@grafana/ui';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useKnownLabels } from '../../../api/useKnownLabels';
import { BlockableButton } from '../../BlockableButton';
import { FieldError } from '../../FieldError';
import { suggestedKeys, suggestedValues } from '../../../domain/label-suggestions';
import { LABELS_MAX } from '../../../domain/limits';
import type { SecretFormValues } from './form-values';

export function LabelsField() {
  const styles = useStyles2(getStyles);
  const { control, formState } = useFormContext<SecretFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'labels' });
  const error = formState.errors.labels?.root?.message;
  const { addButton, removeButton, keepFocus } = useFocusAfterRemoval(fields.length);
  const onRemove = (index: number) => {
    keepFocus(index);
    remove(index);
  };
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.legend}>
        <Trans i18nKey="secrets.editor.labels">Labels</Trans>
      </legend>
      <Text color="secondary" variant="bodySmall">
        <Trans i18nKey="secrets.editor.labels-help">
          For finding and grouping secrets, such as team and environment.
        </Trans>
      </Text>
      {fields.map(({ id }, index) => (
        <LabelRowField key={id} index={index} removeButton={removeButton(index)} onRemove={() => onRemove(index)} />
      ))}
      {error && <FieldValidationMessage>{error}</FieldValidationMessage>}
      <div>
        <BlockableButton
          size="sm"
          variant="secondary"
          icon="plus"
          blocked={
            fields.length >= LABELS_MAX
              ? t('secrets.editor.labels-full', 'A secret has at most {{max}} labels.', { max: LABELS_MAX })
              : undefined
          }
          onClick={() => append({ key: '', value: '' })}
          buttonRef={addButton}
        >
          <Trans i18nKey="secrets.editor.add-label">Add label</Trans>
        </BlockableButton>
      </div>
    </fieldset>
  );
}

/** The focus goes with a row that is removed: it belongs to the row in its place, else the last, else *Add label*. */
function useFocusAfterRemoval(rows: number) {
  const addButton = useRef<HTMLButtonElement>(null);
  const removeButtons = useRef(new Map<number, HTMLButtonElement>());
  const removed = useRef<number | undefined>(undefined);

  useEffect(() => {
    if (removed.current !== undefined) {
      const neighbour = removeButtons.current.get(Math.min(removed.current, rows - 1));
      (neighbour ?? addButton.current)?.focus();
      removed.current = undefined;
    }
  }, [rows]);

  return {
    addButton,
    removeButton: (index: number) => (button: HTMLButtonElement | null) => {
      if (button === null) {
        removeButtons.current.delete(index);
      } else {
        removeButtons.current.set(index, button);
      }
    },
    keepFocus: (index: number) => {
      removed.current = index;
    },
  };
}

interface LabelRowFieldProps {
  readonly index: number;
  readonly removeButton: Ref<HTMLButtonElement>;
  readonly onRemove: () => void;
}

function LabelRowField({ index, removeButton, onRemove }: LabelRowFieldProps) {
  const styles = useStyles2(getStyles);
  const errorId = useId();
  const listId = useId();
  const { register, formState, control } = useFormContext<SecretFormValues>();
  const rows = useWatch({ control, name: 'labels' });
  const known = useKnownLabels();
  const errors = formState.errors.labels?.[index];
  const suggestions = {
    key: suggestedKeys(known, rows),
    value: suggestedValues(known, rows[index]?.key ?? ''),
  };
  const number = index + 1;
  const input = (part: 'key' | 'value') => ({
    ...register(`labels.${index}.${part}`),
    invalid: errors?.[part] !== undefined,
    'aria-invalid': errors?.[part] !== undefined,
    'aria-describedby': errors?.[part] && `${errorId}-${part}`,
    list: suggestions[part].length > 0 ? `${listId}-${part}` : undefined,
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
  });
  return (
    <div>
      <div className={styles.row}>
        <Input
          {...input('key')}
          aria-label={t('secrets.editor.label-key', 'Key of label {{number}}', { number })}
          placeholder={t('secrets.editor.label-key-placeholder', 'Key')}
        />
        <Input
          {...input('value')}
          aria-label={t('secrets.editor.label-value', 'Value of label {{number}}', { number })}
          placeholder={t('secrets.editor.label-value-placeholder', 'Value')}
        />
        <Button
          variant="secondary"
          fill="text"
          icon="trash-alt"
          ref={removeButton}
          aria-label={t('secrets.editor.remove-label', 'Remove label {{number}}', { number })}
          onClick={onRemove}
        />
      </div>
      {(['key', 'value'] as const).map((part) => (
        <datalist key={part} id={`${listId}-${part}`}>
          {suggestions[part].map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      ))}
      {errors?.key?.message && <FieldError id={`${errorId}-key`}>{errors.key.message}</FieldError>}
      {errors?.value?.message && <FieldError id={`${errorId}-value`}>{errors.value.message}</FieldError>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fieldset: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  legend: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: 0,
  }),
  row: css({ display: 'flex', gap: theme.spacing(1) }),
});

import React, { useId, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Icon, Stack, useStyles2 } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { FieldError } from '../../FieldError';
import { FormField } from '../../FormField';
import { VALUE_MAX_BYTES } from '../../../domain/limits';
import { formatProblem, VALUE_FORMATS, type ValueFormat } from '../../../domain/value-format';
import { valueByteLength, valueNotes } from '../../../domain/value-notes';
import { FileDrop } from './FileDrop';
import { fileRefusalText } from './file-refusal-text';
import { FORMAT_NAMES, formatResultText } from './format-text';
import type { SecretFormValues } from './form-values';
import { useValueFile } from './useValueFile';
import { ValueGenerator } from './ValueGenerator';
import { valueNoteText } from './value-note-text';
import { ValueText } from './ValueText';

interface ValueFieldProps {
  /** Goes back to the stored value, where there is one. */
  readonly onKeepCurrent?: () => void;
}

/** What was said of the value last, until it is another. */
interface Remark {
  readonly text: string;
  readonly isError: boolean;
}

/** Takes a value: typed, from a file, or a random one. */
export function ValueField({ onKeepCurrent }: ValueFieldProps) {
  const styles = useStyles2(getStyles);
  const { setValue, setFocus, formState, control } = useFormContext<SecretFormValues>();
  const value = useWatch({ control, name: 'value' });
  const [shown, setShown] = useState(false);
  const [generating, setGenerating] = useState(false);
  const [convertsLineBreaks, setConvertsLineBreaks] = useState(false);
  const [remark, setRemark] = useState<Remark>();
  const picker = useRef<HTMLInputElement>(null);
  const [generatorId, remarkId] = [useId(), useId()];

  const put = (text: string) => {
    setConvertsLineBreaks(false);
    setValue('value', text, { shouldDirty: true, shouldTouch: true, shouldValidate: true });
  };
  const { fileName, take, leave } = useValueFile(put);
  const takeFiles = async (files: readonly File[]) => {
    const refusal = await take(files);
    setRemark(refusal && { text: fileRefusalText(refusal), isError: true });
  };
  const leaveFile = () => {
    leave();
    setValue('value', '');
    setRemark(undefined);
    // One frame later: the text area that people type in is not there yet.
    requestAnimationFrame(() => setFocus('value'));
  };
  const check = (format: ValueFormat) => {
    const problem = formatProblem(value, format);
    setRemark({ text: formatResultText(format, problem), isError: problem !== undefined });
  };

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
            {t('secrets.editor.bytes', '{{length, number}} of {{max, number}} bytes', {
              length: valueByteLength(value),
              max: VALUE_MAX_BYTES,
            })}
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
          {fileName !== undefined && (
            <div className={styles.file}>
              <Icon name="file-alt" />
              <span className={styles.fileName}>
                {t('secrets.value-file.from', 'From the file {{name}}, as it is', {
                  name: fileName,
                  interpolation: { escapeValue: false },
                })}
              </span>
              <Button size="sm" variant="secondary" fill="text" onClick={leaveFile}>
                <Trans i18nKey="secrets.value-file.leave">Type it instead</Trans>
              </Button>
            </div>
          )}
          <FileDrop onFiles={takeFiles}>
            <ValueText
              field={field}
              masked={!shown}
              fixed={fileName === undefined ? undefined : value}
              autoFocus={onKeepCurrent !== undefined && fileName === undefined}
              onTyped={() => setRemark(undefined)}
              onPasted={(text) => setConvertsLineBreaks(text.includes('\r'))}
            />
          </FileDrop>
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
            <Button
              size="sm"
              variant="secondary"
              icon="upload"
              tooltip={t('secrets.value-file.hint', 'A text file can be dropped on the field, too.')}
              onClick={() => picker.current?.click()}
            >
              <Trans i18nKey="secrets.value-file.choose">Choose file</Trans>
            </Button>
            <input
              ref={picker}
              type="file"
              hidden
              aria-label={t('secrets.value-file.input', 'File with the value')}
              onChange={({ currentTarget }) => {
                const files = [...(currentTarget.files ?? [])];
                // The same file can be chosen again, and the page holds on to none.
                currentTarget.value = '';
                void takeFiles(files);
              }}
            />
            <Button
              size="sm"
              variant="secondary"
              icon="key-skeleton-alt"
              aria-expanded={generating}
              aria-controls={generating ? generatorId : undefined}
              onClick={() => setGenerating(!generating)}
            >
              <Trans i18nKey="secrets.generator.open">Generate</Trans>
            </Button>
            {onKeepCurrent && (
              <Button size="sm" variant="secondary" icon="history" onClick={onKeepCurrent}>
                <Trans i18nKey="secrets.editor.keep-value">Keep current value</Trans>
              </Button>
            )}
          </Stack>
          {generating && (
            <ValueGenerator
              id={generatorId}
              onGenerated={(text, bits) => {
                leave();
                put(text);
                setRemark({ text: generatedText(bits), isError: false });
              }}
            />
          )}
          {value !== '' && (
            <div
              role="group"
              aria-label={t('secrets.value-format.group', 'Check the format')}
              className={styles.checks}
            >
              <span>
                <Trans i18nKey="secrets.value-format.is-it">Is it in the right form? Check as</Trans>
              </span>
              {VALUE_FORMATS.map((format) => (
                <Button
                  key={format}
                  size="sm"
                  variant="secondary"
                  fill="text"
                  aria-label={t('secrets.value-format.check', 'Check as {{format}}', { format: FORMAT_NAMES[format] })}
                  onClick={() => check(format)}
                >
                  {FORMAT_NAMES[format]}
                </Button>
              ))}
            </div>
          )}
          {remark?.isError && <FieldError id={remarkId}>{remark.text}</FieldError>}
          <div role="status">{remark?.isError === false && remark.text}</div>
        </Stack>
      )}
    </FormField>
  );
}

function generatedText(bits: number): string {
  return t(
    'secrets.generator.done',
    'A value with {{bits}} bits of randomness is filled in. Show it to copy it: once it is saved, nobody can see it.',
    { bits }
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  file: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  fileName: css({ overflowWrap: 'anywhere' }),
  checks: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});

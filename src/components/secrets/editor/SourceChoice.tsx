import React, { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { RadioButtonList, useStyles2 } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import type { SecretFormValues, SecretSource } from './form-values';

interface SourceChoiceProps {
  /** The active keeper; undefined where it is the server itself by now. */
  readonly keeper: string | undefined;
}

/** A value of its own, or a reference to one: the one answer of the form that can never be another. */
export function SourceChoice({ keeper }: SourceChoiceProps) {
  const styles = useStyles2(getStyles);
  const { setValue, clearErrors, control } = useFormContext<SecretFormValues>();
  const source = useWatch({ control, name: 'source' });
  const id = useId();
  const onChange = (next: SecretSource) => {
    setValue('source', next, { shouldDirty: true });
    // What is out of sight must not be kept, least of all a value.
    setValue(next === 'reference' ? 'value' : 'ref', '');
    clearErrors(['value', 'ref']);
  };
  return (
    <fieldset className={styles.fieldset} aria-describedby={`${id}-life`}>
      <legend className={styles.legend}>
        <Trans i18nKey="secrets.source.legend">Where the value comes from</Trans>
      </legend>
      <RadioButtonList<SecretSource>
        name={id}
        options={[
          {
            value: 'value',
            label: t('secrets.source.value', 'A value that I enter'),
            description: keeper && t('secrets.source.value-text', 'It is stored in {{keeper}}.', { keeper }),
          },
          {
            value: 'reference',
            label: t('secrets.source.reference', 'An entry that is in an external store already'),
            description:
              keeper &&
              t('secrets.source.reference-text', 'The secret refers to it in {{keeper}}. Nothing is written there.', {
                keeper,
              }),
          },
        ]}
        value={source}
        onChange={onChange}
      />
      <div id={`${id}-life`} className={styles.life}>
        <Trans i18nKey="secrets.source.for-life">
          This can never be changed: a secret with a value stays one, and a reference stays a reference.
        </Trans>
      </div>
    </fieldset>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fieldset: css({ minWidth: 0 }),
  legend: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
  }),
  life: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    marginTop: theme.spacing(1),
  }),
});

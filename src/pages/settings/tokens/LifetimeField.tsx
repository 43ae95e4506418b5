import React, { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { RadioButtonList, useStyles2 } from '@grafana/ui';
import { Controller, type Control } from 'react-hook-form';
import { FieldError } from '../../../components/FieldError';
import { TOKEN_LIFETIMES } from '../../../domain/decrypter-token-rules';
import type { TokenFormValues } from './token-form';
import { lifetimeText } from './tokens-text';

export function LifetimeField({ control }: { readonly control: Control<TokenFormValues> }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <Controller
      control={control}
      name="ttl"
      render={({ field: { value, onChange }, fieldState: { error } }) => (
        <fieldset className={styles.fieldset} aria-describedby={error ? errorId : undefined}>
          <legend className={styles.legend}>
            <Trans i18nKey="tokens.form.lifetime">How long it works</Trans>
          </legend>
          <RadioButtonList
            name={id}
            options={TOKEN_LIFETIMES.map((lifetime) => ({ value: lifetime, label: lifetimeText(lifetime) }))}
            value={value}
            onChange={onChange}
          />
          {error?.message && <FieldError id={errorId}>{error.message}</FieldError>}
        </fieldset>
      )}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fieldset: css({ minWidth: 0 }),
  legend: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
  }),
});

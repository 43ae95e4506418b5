import React, { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Checkbox, Input, Text, useStyles2 } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { useDecrypters } from '../../../api/DecrypterSettings';
import { FieldError } from '../../FieldError';
import { FormField } from '../../FormField';
import { decrypterDescription } from '../../decrypter-text';
import { decrypterFindings } from '../../../domain/decrypter-rules';
import { findingText } from './finding-text';
import type { SecretFormValues } from './form-values';
import { NobodyAlert } from './NobodyAlert';

interface DecryptersFieldProps {
  /** Those the secret had before: an unknown one stays on offer after it was unticked. */
  readonly stored: readonly string[];
}

/** Who may read the value: known services with what that means, and any other by its identity. */
export function DecryptersField({ stored }: DecryptersFieldProps) {
  const styles = useStyles2(getStyles);
  const errorId = useId();
  const { registry, refused } = useDecrypters();
  const { setValue, setError, clearErrors, resetField, setFocus, register, formState, control } =
    useFormContext<SecretFormValues>();
  const [chosen, other] = useWatch({ control, name: ['decrypters', 'otherDecrypter'] });
  const unknown = [...new Set([...stored, ...chosen])].filter((id) => registry.find(id) === undefined);
  const error = formState.errors.decrypters?.message;

  const choose = (decrypters: string[]) => {
    setValue('acceptsNobody', false);
    clearErrors('acceptsNobody');
    setValue('decrypters', decrypters, { shouldDirty: true, shouldTouch: true, shouldValidate: true });
  };
  const toggle = (id: string) =>
    choose(chosen.includes(id) ? chosen.filter((candidate) => candidate !== id) : [...chosen, id]);
  const addOther = () => {
    const finding = decrypterFindings([...chosen, other]).at(0);
    if (finding) {
      setError('otherDecrypter', { type: 'rule', message: findingText(finding) });
    } else {
      choose([...chosen, other]);
      resetField('otherDecrypter');
      clearErrors('otherDecrypter');
    }
    setFocus('otherDecrypter');
  };

  return (
    <fieldset className={styles.fieldset} aria-describedby={error ? errorId : undefined}>
      <legend className={styles.legend}>
        <Trans i18nKey="secrets.editor.decrypters">Who can read it</Trans>
      </legend>
      <div className={styles.choices}>
        {registry.all.map((decrypter) => (
          <Checkbox
            key={decrypter.id}
            label={decrypter.name}
            description={decrypterDescription(decrypter)}
            value={chosen.includes(decrypter.id)}
            onChange={() => toggle(decrypter.id)}
          />
        ))}
        {unknown.map((id) => (
          <Checkbox
            key={id}
            label={id}
            description={t('secrets.editor.decrypter-unknown', 'Another service, by its identity.')}
            value={chosen.includes(id)}
            onChange={() => toggle(id)}
          />
        ))}
      </div>
      {error && <FieldError id={errorId}>{error}</FieldError>}
      {refused > 0 && (
        <Text color="warning" variant="bodySmall">
          {t('secrets.editor.refused-decrypters', '', {
            count: refused,
            defaultValue_one:
              'One service in the settings of this plugin is left out: it needs an identity and a name.',
            defaultValue_other:
              '{{count}} services in the settings of this plugin are left out: each needs an identity and a name.',
          })}
        </Text>
      )}
      <FormField
        label={t('secrets.editor.other-decrypter', 'Another service')}
        error={formState.errors.otherDecrypter?.message}
      >
        {(field) => (
          <div className={styles.other}>
            <Input
              {...register('otherDecrypter')}
              {...field}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder={t('secrets.editor.other-placeholder', 'Service identity')}
              onKeyDown={(event) => {
                // Enter adds the service; it must not send the form around it.
                if (event.key === 'Enter') {
                  event.preventDefault();
                  addOther();
                }
              }}
            />
            <Button variant="secondary" icon="plus" onClick={addOther}>
              <Trans i18nKey="secrets.editor.add-decrypter">Add service</Trans>
            </Button>
          </div>
        )}
      </FormField>
      {chosen.length === 0 && <NobodyAlert />}
    </fieldset>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fieldset: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  legend: css({
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
  }),
  choices: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: theme.spacing(1) }),
  other: css({ display: 'flex', gap: theme.spacing(1) }),
});

import React, { useEffect, useId, type SyntheticEvent } from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button, Input, Stack, TextArea } from '@grafana/ui';
import { useDecrypters } from '../../../api/DecrypterSettings';
import type { MintedToken } from '../../../api/token';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { FormField } from '../../../components/FormField';
import type { LeaveGuard } from '../../../components/leave-guard/useLeaveGuard';
import { LifetimeField } from './LifetimeField';
import { tokenWriteErrorText } from './tokens-text';
import { useTokenForm } from './useTokenForm';

interface TokenFormProps {
  readonly guard: LeaveGuard;
  readonly onMinted: (minted: MintedToken) => void;
}

const LINES = 3;

export function TokenForm({ guard: { protect, requestLeave }, onMinted }: TokenFormProps) {
  const { form, failure, submit, hasChanges } = useTokenForm(onMinted);
  const { register, formState, control } = form;
  const { errors, isSubmitting } = formState;
  const { registry } = useDecrypters();
  const knownId = useId();
  useEffect(() => protect(hasChanges));

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    // A disabled button would lose the focus, and with it the place of whoever uses the keyboard.
    if (!isSubmitting) {
      void submit();
    }
  };

  return (
    <form onSubmit={onSubmit} noValidate autoComplete="off" aria-busy={isSubmitting}>
      <Stack direction="column" gap={3}>
        <FormField
          label={t('tokens.form.service', 'Service')}
          required
          help={t(
            'tokens.form.service-help',
            'The identity that secrets name as a reader: one of the list, or any other.'
          )}
          error={errors.decrypter?.message}
        >
          {(field) => (
            <Input
              {...register('decrypter')}
              {...field}
              // The drawer would put the focus on its close button, whose tooltip then takes the first Esc.
              autoFocus
              list={knownId}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          )}
        </FormField>
        <datalist id={knownId}>
          {registry.all.map(({ id, name }) => (
            <option key={id} value={id} label={name} />
          ))}
        </datalist>
        <FormField
          label={t('tokens.form.names', 'Names that it may ask for')}
          help={t(
            'tokens.form.names-help',
            'One pattern on each line, in which * stands for any run of characters, such as db-*. Empty for every name.'
          )}
          error={errors.only?.message}
        >
          {(field) => <TextArea {...register('only')} {...field} rows={LINES} autoComplete="off" spellCheck={false} />}
        </FormField>
        <FormField
          label={t('tokens.form.sources', 'Addresses that it may be used from')}
          help={t(
            'tokens.form.sources-help',
            'One address or range on each line, such as 10.0.0.0/8. Empty for everywhere. Behind a proxy, the address of the proxy.'
          )}
          error={errors.source?.message}
        >
          {(field) => (
            <TextArea {...register('source')} {...field} rows={LINES} autoComplete="off" spellCheck={false} />
          )}
        </FormField>
        <LifetimeField control={control} />
        {/* Beside the button that was pressed: the top of a long form may be out of sight. */}
        {failure && <ErrorAlert text={tokenWriteErrorText(failure)} />}
        <Stack direction="row" gap={1} justifyContent="flex-end">
          <Button variant="secondary" fill="outline" onClick={requestLeave}>
            <Trans i18nKey="actions.cancel">Cancel</Trans>
          </Button>
          <Button type="submit" icon={isSubmitting ? 'spinner' : undefined}>
            <Trans i18nKey="tokens.form.submit">Create token</Trans>
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}

import { useState } from 'react';
import { t } from '@grafana/i18n';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { apiErrorOf, type ApiError } from '../../../api/api-error';
import type { MintedToken } from '../../../api/token';
import { useTokenWrites } from '../../../api/useTokens';
import { hasChanges, NEW_TOKEN, orderOf, tokenFieldOf, tokenFormResolver, type TokenFormValues } from './token-form';

export interface TokenForm {
  readonly form: UseFormReturn<TokenFormValues>;
  /** What the form has to say as a whole. */
  readonly failure: ApiError | undefined;
  readonly submit: () => Promise<void>;
  /** Whether something stands in the form that did not when it was opened. */
  readonly hasChanges: () => boolean;
}

export function useTokenForm(onMinted: (minted: MintedToken) => void): TokenForm {
  const writes = useTokenWrites();
  const [failure, setFailure] = useState<ApiError>();
  const form = useForm<TokenFormValues>({ mode: 'onTouched', defaultValues: NEW_TOKEN, resolver: tokenFormResolver });

  const create = async (values: TokenFormValues) => {
    setFailure(undefined);
    try {
      onMinted(await writes.create(orderOf(values)));
    } catch (thrown) {
      setFailure(placeTokenError(form, apiErrorOf(thrown)));
    }
  };

  return { form, failure, submit: form.handleSubmit(create), hasChanges: () => hasChanges(form.getValues()) };
}

/** Puts what the backend refused at its field; what has no field is for the form as a whole. */
function placeTokenError(form: UseFormReturn<TokenFormValues>, error: ApiError): ApiError | undefined {
  if (error.kind !== 'invalid') {
    return error;
  }
  const placed = error.causes.map(({ field, message = '' }) => ({ field: tokenFieldOf(field), message }));
  placed.forEach(({ field, message }, index) => {
    if (field !== undefined) {
      const text = t('secrets.editor.server-refused', 'The server refused this: {{message}}', {
        message,
        interpolation: { escapeValue: false },
      });
      form.setError(field, { type: 'server', message: text }, { shouldFocus: index === 0 });
    }
  });
  return placed.length > 0 && placed.every(({ field }) => field !== undefined) ? undefined : error;
}

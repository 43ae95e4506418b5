import { t } from '@grafana/i18n';
import type { UseFormReturn } from 'react-hook-form';
import type { ApiError } from '../../../api/api-error';
import { formFieldOf } from './form-fields';
import type { SecretFormValues } from './form-values';
import type { FormNotice } from './form-notice';

/** Puts what the server refused at its field; what has no field is for the form as a whole. */
export function placeServerError(form: UseFormReturn<SecretFormValues>, error: ApiError): FormNotice | undefined {
  switch (error.kind) {
    case 'already-exists': {
      const message = t('secrets.editor.name-taken', 'There is a secret with this name already. Choose another name.');
      form.setError('name', { type: 'server', message }, { shouldFocus: true });
      return { kind: 'name-taken', name: form.getValues('name') };
    }
    case 'invalid':
      return placeCauses(form, error) ? undefined : { kind: 'failed', error };
    default:
      return { kind: 'failed', error };
  }
}

/** @returns whether every cause has a field on the form */
function placeCauses(
  form: UseFormReturn<SecretFormValues>,
  { causes }: Extract<ApiError, { kind: 'invalid' }>
): boolean {
  const source = form.getValues('source');
  const placed = causes.map(({ field = '', message = '' }) => ({ field: formFieldOf(field, source), message }));
  placed.forEach(({ field, message }, index) => {
    if (field !== undefined) {
      const text = t('secrets.editor.server-refused', 'The server refused this: {{message}}', {
        message,
        interpolation: { escapeValue: false },
      });
      form.setError(field, { type: 'server', message: text }, { shouldFocus: index === 0 });
    }
  });
  return placed.length > 0 && placed.every(({ field }) => field !== undefined);
}

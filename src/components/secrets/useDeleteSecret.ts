import { useState } from 'react';
import { t } from '@grafana/i18n';
import { apiErrorOf, type ApiError } from '../../api/api-error';
import { useSecretWrites } from '../../api/useSecretWrites';
import { toastSuccess } from '../toast';

export type DeleteState =
  { readonly kind: 'asking' } | { readonly kind: 'deleting' } | { readonly kind: 'failed'; readonly error: ApiError };

export function useDeleteSecret(onDeleted: () => void): {
  readonly state: DeleteState;
  readonly deleteSecret: (name: string) => Promise<void>;
} {
  const writes = useSecretWrites();
  const [state, setState] = useState<DeleteState>({ kind: 'asking' });

  const deleteSecret = async (name: string) => {
    setState({ kind: 'deleting' });
    try {
      await writes.delete(name);
    } catch (failure) {
      setState({ kind: 'failed', error: apiErrorOf(failure) });
      return;
    }
    toastSuccess(t('secrets.delete.done', 'Secret {{name}} deleted', { name }));
    onDeleted();
  };

  return { state, deleteSecret };
}

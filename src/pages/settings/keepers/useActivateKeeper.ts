import { useState } from 'react';
import { t } from '@grafana/i18n';
import { apiErrorOf, type ApiError } from '../../../api/api-error';
import { useKeeperWrites } from '../../../api/useKeepers';
import { toastSuccess } from '../../../components/toast';

export type ActivationState =
  { readonly kind: 'asking' } | { readonly kind: 'activating' } | { readonly kind: 'failed'; readonly error: ApiError };

export function useActivateKeeper(onActivated: () => void): {
  readonly state: ActivationState;
  readonly activate: (name: string) => Promise<void>;
} {
  const writes = useKeeperWrites();
  const [state, setState] = useState<ActivationState>({ kind: 'asking' });

  const activate = async (name: string) => {
    setState({ kind: 'activating' });
    try {
      await writes.activate(name);
    } catch (failure) {
      setState({ kind: 'failed', error: apiErrorOf(failure) });
      return;
    }
    toastSuccess(t('keepers.activate.done', 'New secrets go to {{name}} now', { name }));
    onActivated();
  };

  return { state, activate };
}

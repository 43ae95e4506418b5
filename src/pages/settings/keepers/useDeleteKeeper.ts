import { useState } from 'react';
import { t } from '@grafana/i18n';
import { apiErrorOf, type ApiError } from '../../../api/api-error';
import { useKeeperWrites, type KeeperObstacle } from '../../../api/useKeepers';
import { toastSuccess } from '../../../components/toast';

export type DeletionState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'deleting' }
  /** Something came to stand in the way while the question was open. */
  | { readonly kind: 'refused'; readonly obstacle: Exclude<KeeperObstacle, { kind: 'none' }> }
  | { readonly kind: 'failed'; readonly error: ApiError };

export function useDeleteKeeper(onDeleted: () => void): {
  readonly state: DeletionState;
  readonly deleteKeeper: (name: string) => Promise<void>;
} {
  const writes = useKeeperWrites();
  const [state, setState] = useState<DeletionState>({ kind: 'asking' });

  const deleteKeeper = async (name: string) => {
    setState({ kind: 'deleting' });
    try {
      const obstacle = await writes.delete(name);
      if (obstacle.kind !== 'none') {
        setState({ kind: 'refused', obstacle });
        return;
      }
    } catch (failure) {
      setState({ kind: 'failed', error: apiErrorOf(failure) });
      return;
    }
    toastSuccess(t('keepers.delete.done', 'Keeper {{name}} deleted', { name }));
    onDeleted();
  };

  return { state, deleteKeeper };
}

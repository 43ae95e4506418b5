import { useState } from 'react';
import { t } from '@grafana/i18n';
import { apiErrorOf, type ApiError } from '../../../api/api-error';
import type { AccessToken } from '../../../api/token';
import { useTokenWrites } from '../../../api/useTokens';
import { toastSuccess } from '../../../components/toast';

export type RevokeState =
  { readonly kind: 'asking' } | { readonly kind: 'revoking' } | { readonly kind: 'failed'; readonly error: ApiError };

export function useRevokeToken(onRevoked: () => void): {
  readonly state: RevokeState;
  readonly revoke: (token: AccessToken) => Promise<void>;
} {
  const writes = useTokenWrites();
  const [state, setState] = useState<RevokeState>({ kind: 'asking' });

  const revoke = async ({ id }: AccessToken) => {
    setState({ kind: 'revoking' });
    try {
      await writes.revoke(id);
    } catch (failure) {
      setState({ kind: 'failed', error: apiErrorOf(failure) });
      return;
    }
    toastSuccess(t('tokens.revoke.done', 'Token {{id}} revoked', { id }));
    onRevoked();
  };

  return { state, revoke };
}

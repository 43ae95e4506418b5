import { useMemo } from 'react';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { DecrypterTokenOrder } from '../domain/decrypter-token-rules';
import { queryKeys } from './query-keys';
import { useSecretsApi } from './SecretsApi';
import type { AccessToken, MintedToken } from './token';
import { TokensClient } from './tokens-client';

/** The tokens of the namespace, those that ended included. */
export function useTokenList(): UseQueryResult<readonly AccessToken[]> {
  const api = useSecretsApi();
  return useQuery({
    queryKey: queryKeys.tokens(api),
    queryFn: ({ signal }) => new TokensClient(api.providerKind).list(signal),
  });
}

export interface TokenWrites {
  create(order: DecrypterTokenOrder): Promise<MintedToken>;
  revoke(id: string): Promise<void>;
}

/** Writes, each followed by a fresh list. Plain calls, as for secrets: a mutation would keep the new token in a cache. */
export function useTokenWrites(): TokenWrites {
  const api = useSecretsApi();
  const queryClient = useQueryClient();
  return useMemo(() => {
    const client = new TokensClient(api.providerKind);
    const thenRefresh = async <T>(write: Promise<T>): Promise<T> => {
      try {
        return await write;
      } finally {
        // After a failure too: a write that was not answered in time may still have happened.
        void queryClient.invalidateQueries({ queryKey: queryKeys.tokens(api) });
      }
    };
    return {
      create: (order) => thenRefresh(client.create(order)),
      revoke: (id) => thenRefresh(client.revoke(id)),
    };
  }, [api, queryClient]);
}

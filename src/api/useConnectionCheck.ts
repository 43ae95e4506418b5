import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { checkConnection, type CheckedPart } from './connection-check';
import type { FoundProvider } from './provider';
import { queryKeys } from './query-keys';

/** Whether a provider answers: asked anew whenever somebody looks, and when a person says so. */
export function useConnectionCheck(provider: FoundProvider): UseQueryResult<readonly CheckedPart[]> {
  return useQuery({
    queryKey: queryKeys.connection(provider.kind),
    queryFn: ({ signal }) => checkConnection(provider, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { apiErrorOf } from './api-error';
import { decideProvider, type Provider } from './provider';
import { queryKeys } from './query-keys';
import type { Secret } from './secret';
import type { ListQuery } from './secrets-client';
import { useSecretsApi } from './SecretsApi';

/** Which API to use: asked once per page load, and again only when the answer was a failure and a person retries. */
export function useProvider(backendConfigured: boolean): UseQueryResult<Provider> {
  return useQuery({
    queryKey: queryKeys.provider(backendConfigured),
    queryFn: ({ signal }) => decideProvider(backendConfigured, signal),
    staleTime: Infinity,
    gcTime: Infinity,
    // Only where there is no answer yet: one that was given is never stale.
    refetchOnReconnect: true,
    refetchOnWindowFocus: false,
  });
}

/** How soon a list on show is asked for again when nobody answered, as it happens while a connection comes back. */
const UNANSWERED_RETRY_MS = 3_000;

/**
 * The secrets that a selection leaves; while a new selection loads, the list before it. Without an answer the list stays,
 * is out of date, and mends itself as soon as there is one.
 */
export function useSecretList(query: ListQuery): UseQueryResult<readonly Secret[]> {
  const api = useSecretsApi();
  return useQuery({
    queryKey: queryKeys.list(api, query),
    queryFn: ({ signal }) => api.client.list(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data, error } }) =>
      data !== undefined && error !== null && apiErrorOf(error).kind === 'network' ? UNANSWERED_RETRY_MS : false,
  });
}

/** One secret as it is now: a form that changes it must not start from an old copy. */
export function useFreshSecret(name: string): UseQueryResult<Secret> {
  const api = useSecretsApi();
  const read = useReadSecret(name);
  return useQuery({
    queryKey: queryKeys.secret(api, name),
    queryFn: ({ signal }) => read(signal),
    staleTime: 0,
    gcTime: 0,
    // A form is open on it: what is typed there must not be pulled from under the person.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** One secret to look at: as some list has it, at once, and as it is now as soon as the server has answered. */
export function useSecretDetails(name: string): UseQueryResult<Secret> {
  const api = useSecretsApi();
  const queryClient = useQueryClient();
  const read = useReadSecret(name);
  return useQuery<Secret>({
    queryKey: queryKeys.details(api, name),
    queryFn: ({ signal }) => read(signal),
    placeholderData: () =>
      queryClient
        .getQueriesData<readonly Secret[]>({ queryKey: queryKeys.lists(api) })
        .flatMap(([, list]) => list?.find((secret) => secret.name === name) ?? [])
        .at(0),
    staleTime: 0,
    gcTime: 0,
  });
}

/** A list that is there already, as it is while this is drawn. Nothing is asked for. */
export function useListAtHand(query: ListQuery): readonly Secret[] | undefined {
  const api = useSecretsApi();
  return useQueryClient().getQueryData<readonly Secret[]>(queryKeys.list(api, query));
}

function useReadSecret(name: string): (signal: AbortSignal) => Promise<Secret> {
  const { client, ...scope } = useSecretsApi();
  const queryClient = useQueryClient();
  return async (signal) => {
    try {
      return await client.get(name, signal);
    } catch (failure) {
      if (apiErrorOf(failure).kind === 'not-found') {
        // The list that led here shows what is not there any more.
        void queryClient.invalidateQueries({ queryKey: queryKeys.lists(scope) });
      }
      throw failure;
    }
  };
}

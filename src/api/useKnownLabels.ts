import { useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { queryKeys } from './query-keys';
import type { Secret } from './secret';
import { useSecretsApi } from './SecretsApi';

/** The labels of every secret that some list has loaded. Asks for nothing. */
export function useKnownLabels(): ReadonlyArray<Readonly<Record<string, string>>> {
  const api = useSecretsApi();
  const queryClient = useQueryClient();
  return useMemo(() => {
    const lists = queryClient.getQueriesData<readonly Secret[]>({ queryKey: queryKeys.lists(api) });
    const byName = new Map(lists.flatMap(([, secrets = []]) => secrets).map(({ name, labels }) => [name, labels]));
    return [...byName.values()];
  }, [api, queryClient]);
}

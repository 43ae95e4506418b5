import { useMemo } from 'react';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import {
  readPluginSettings,
  savePluginSettings,
  type PluginSettingsChange,
  type StoredPluginSettings,
} from './plugin-settings';
import { queryKeys } from './query-keys';

/** What is set for the plugin now; Grafana hands out what was set when the page was loaded. */
export function usePluginSettings(): UseQueryResult<StoredPluginSettings> {
  return useQuery({
    queryKey: queryKeys.pluginSettings,
    queryFn: ({ signal }) => readPluginSettings(signal),
    staleTime: 0,
    // A form is open on it.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Saves the settings, then has everything asked again that depends on them. No TanStack mutation: it would keep the token. */
export function useSavePluginSettings(): (change: PluginSettingsChange) => Promise<void> {
  const queryClient = useQueryClient();
  return useMemo(
    () => async (change) => {
      try {
        await savePluginSettings(change);
      } finally {
        // After a failure too: a save that was not answered in time may still have happened.
        queryClient.removeQueries({ queryKey: queryKeys.providers });
        await queryClient.invalidateQueries({ queryKey: queryKeys.pluginSettings });
      }
    },
    [queryClient]
  );
}

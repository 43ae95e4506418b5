import React, { createContext, useContext, type ReactNode } from 'react';

/** What an administrator set for the plugin, as Grafana hands it to the app (`jsonData`). */
export interface PluginSettings {
  /** Where Grafana's server reaches Strongroom's backend. */
  readonly backendUrl?: string;
  /** Services beside the known ones, as somebody wrote them down: see `addedDecrypters`. */
  readonly decrypters?: unknown;
}

const BackendUrlContext = createContext<string | undefined>(undefined);

export function BackendSettings({
  settings,
  children,
}: {
  readonly settings: PluginSettings | undefined;
  readonly children: ReactNode;
}) {
  return <BackendUrlContext.Provider value={settings?.backendUrl || undefined}>{children}</BackendUrlContext.Provider>;
}

/** Whether the plugin's settings name a backend. */
export function useBackendConfigured(): boolean {
  return useBackendUrl() !== undefined;
}

/** Where Grafana's server reaches the backend that the plugin's settings name; undefined where they name none. */
export function useBackendUrl(): string | undefined {
  return useContext(BackendUrlContext);
}

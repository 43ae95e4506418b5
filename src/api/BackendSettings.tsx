import React, { createContext, useContext, type ReactNode } from 'react';

/** What an administrator set for the plugin, as Grafana hands it to the app (`jsonData`). */
export interface PluginSettings {
  /** Where Grafana's server reaches Strongroom's backend. */
  readonly backendUrl?: string;
}

const BackendConfiguredContext = createContext(false);

export function BackendSettings({
  settings,
  children,
}: {
  readonly settings: PluginSettings | undefined;
  readonly children: ReactNode;
}) {
  return (
    <BackendConfiguredContext.Provider value={Boolean(settings?.backendUrl)}>
      {children}
    </BackendConfiguredContext.Provider>
  );
}

/** Whether the plugin's settings name a backend. */
export function useBackendConfigured(): boolean {
  return useContext(BackendConfiguredContext);
}

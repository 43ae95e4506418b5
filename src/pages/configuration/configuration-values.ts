import type { PluginSettingsChange, StoredPluginSettings } from '../../api/plugin-settings';

/** What stands in the form. */
export interface ConfigurationValues {
  backendUrl: string;
  /** Whether a token is being given; while it is not, the stored one stays. */
  givesToken: boolean;
  token: string;
}

export function configurationValuesOf({ backendUrl, hasBackendToken }: StoredPluginSettings): ConfigurationValues {
  return { backendUrl, givesToken: !hasBackendToken, token: '' };
}

/** An empty token is none: where one is needed, the form is not sent without it. */
export function changeOf({ backendUrl, givesToken, token }: ConfigurationValues): PluginSettingsChange {
  return { backendUrl, ...(givesToken && token !== '' ? { backendToken: token } : {}) };
}

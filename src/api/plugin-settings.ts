import { isJsonObject, type JsonObject } from '../domain/json-object';
import pluginJson from '../plugin.json';
import { ApiFailure } from './api-error';
import { requestJson } from './request';

const SETTINGS_URL = `/api/plugins/${pluginJson.id}/settings`;

/** What is set for the plugin, as far as Grafana tells it: of a secret only whether there is one. */
export interface StoredPluginSettings {
  readonly enabled: boolean;
  readonly pinned: boolean;
  /** All of it, what this plugin does not know included: a save replaces it as a whole. */
  readonly jsonData: JsonObject;
  /** Empty where none is set. */
  readonly backendUrl: string;
  readonly hasBackendToken: boolean;
}

export interface PluginSettingsChange {
  /** Empty to use no backend. */
  readonly backendUrl: string;
  /** Absent: the stored one stays. */
  readonly backendToken?: string;
}

/** @throws {ApiFailure} */
export async function readPluginSettings(signal?: AbortSignal): Promise<StoredPluginSettings> {
  const answer = await requestJson({ method: 'GET', url: SETTINGS_URL, signal });
  if (!isJsonObject(answer)) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  const jsonData = isJsonObject(answer.jsonData) ? answer.jsonData : {};
  const secureJsonFields = isJsonObject(answer.secureJsonFields) ? answer.secureJsonFields : {};
  return {
    enabled: answer.enabled === true,
    pinned: answer.pinned === true,
    jsonData,
    backendUrl: typeof jsonData.backendUrl === 'string' ? jsonData.backendUrl : '',
    hasBackendToken: secureJsonFields.backendToken === true,
  };
}

/**
 * Saves on top of what is set at this moment: Grafana replaces `jsonData` as a whole, and keeps every secret that
 * `secureJsonData` does not name.
 *
 * @throws {ApiFailure}
 */
export async function savePluginSettings({ backendUrl, backendToken }: PluginSettingsChange): Promise<void> {
  const { enabled, pinned, jsonData } = await readPluginSettings();
  const others = Object.fromEntries(Object.entries(jsonData).filter(([name]) => name !== 'backendUrl'));
  await requestJson({
    method: 'POST',
    url: SETTINGS_URL,
    body: {
      enabled,
      pinned,
      jsonData: backendUrl === '' ? others : { ...others, backendUrl },
      ...(backendToken === undefined ? {} : { secureJsonData: { backendToken } }),
    },
  });
}
